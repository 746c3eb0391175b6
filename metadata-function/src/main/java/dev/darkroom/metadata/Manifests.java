package dev.darkroom.metadata;

/// Where manifests are kept.
interface Manifests {
    /// Reads a manifest, if it is still the object that arrived.
    ///
    /// @throws RuntimeException where the store cannot be read: the event has to be delivered again
    FetchedManifest fetch(Arrival arrival);
}
