package dev.darkroom.upload;

import dev.darkroom.model.Photo;
import java.time.Instant;

/// Makes presigned URLs for originals.
interface UploadSigner {
    /// A URL that takes this photo's original as it was announced (type, size, SHA-256), unless it is there already.
    PresignedUpload sign(Photo photo, Instant now);
}
