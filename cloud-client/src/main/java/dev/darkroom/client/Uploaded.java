package dev.darkroom.client;

import dev.darkroom.client.Views.Photo;

/// How an upload ended well.
public sealed interface Uploaded {
    /// The bucket has taken the original.
    record Stored() implements Uploaded {}

    /// The bucket had an original already, or the same bytes were shared before: nothing was stored.
    ///
    /// @param photo as it is now
    record AlreadyThere(Photo photo) implements Uploaded {}
}
