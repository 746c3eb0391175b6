package dev.darkroom.metadata;

import dev.darkroom.model.Manifest;

/// What is found where a manifest should be.
sealed interface FetchedManifest {
    /// The manifest that arrived.
    record Found(Manifest manifest) implements FetchedManifest {}

    /// Nothing is there: the photo was deleted meanwhile.
    record Missing() implements FetchedManifest {}

    /// A newer one is there; it has, or will have, an event of its own.
    record Changed() implements FetchedManifest {}

    /// What is there is no manifest of this photo, and never will be.
    record Broken() implements FetchedManifest {}
}
