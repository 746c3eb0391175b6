package dev.darkroom.gallery;

import dev.darkroom.model.Photo;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/// Makes presigned URLs that download originals.
interface OriginalSigner {
    /// How long a URL is good for.
    Duration VALID = Duration.ofMinutes(15);

    /// A URL that downloads a READY photo's original under the file's own name.
    ///
    /// @param now in whole seconds
    URI sign(Photo photo, Instant now);
}
