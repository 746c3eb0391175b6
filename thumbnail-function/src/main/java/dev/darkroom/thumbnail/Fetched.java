package dev.darkroom.thumbnail;

import dev.darkroom.model.Traceparent;
import java.util.Optional;

/// What is found where an original should be.
sealed interface Fetched {
    /// The file.
    ///
    /// @param etag of the object that was read, without quotes
    /// @param sha256 of the bytes, in lower-case hex
    /// @param traceparent of the upload, from the object's metadata
    record Original(byte[] bytes, String etag, String sha256, Optional<Traceparent> traceparent) implements Fetched {}

    /// More than [dev.darkroom.model.ImageType#MAX_BYTES]; none of it was read.
    record TooLarge(long bytes, String etag, Optional<Traceparent> traceparent) implements Fetched {}

    /// Nothing is there: the photo was deleted meanwhile.
    record Missing() implements Fetched {}

    /// Another object is there than the one that arrived; it has, or will have, an event of its own.
    record Changed() implements Fetched {}
}
