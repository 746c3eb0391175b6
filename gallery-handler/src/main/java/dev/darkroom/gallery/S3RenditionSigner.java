package dev.darkroom.gallery;

import dev.darkroom.aws.S3UrlSigner;
import dev.darkroom.model.Rendition;
import java.net.URI;

/// Signs S3 GetObject on the media bucket.
final class S3RenditionSigner implements RenditionSigner {
    private final S3UrlSigner signer;

    S3RenditionSigner(S3UrlSigner signer) {
        this.signer = signer;
    }

    @Override
    public URI sign(Rendition rendition, UrlHour hour) {
        return signer.get(rendition.key(), hour.start(), UrlHour.VALID);
    }
}
