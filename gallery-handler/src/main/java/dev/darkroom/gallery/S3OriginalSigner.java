package dev.darkroom.gallery;

import dev.darkroom.aws.S3UrlSigner;
import dev.darkroom.model.Photo;
import java.net.URI;
import java.time.Instant;
import java.util.Map;

/// Signs S3 GetObject on the uploads bucket, and with it the name that a browser saves the file under.
/// Source: <https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html>, "Overriding response header values"
final class S3OriginalSigner implements OriginalSigner {
    private final S3UrlSigner signer;

    S3OriginalSigner(S3UrlSigner signer) {
        this.signer = signer;
    }

    @Override
    public URI sign(Photo photo, Instant now) {
        return signer.get(
                photo.key().originalKey(),
                Map.of("response-content-disposition", Attachment.of(photo).contentDisposition()),
                now,
                VALID);
    }
}
