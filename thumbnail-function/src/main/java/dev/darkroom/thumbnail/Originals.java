package dev.darkroom.thumbnail;

/// Where originals are uploaded to.
interface Originals {
    /// Reads an original whole, if it is still the object that arrived.
    ///
    /// @throws RuntimeException where the store cannot be read: the event has to be delivered again
    Fetched fetch(Arrival arrival);
}
