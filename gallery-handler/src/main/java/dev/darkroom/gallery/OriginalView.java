package dev.darkroom.gallery;

import dev.darkroom.model.Photo;
import java.net.URI;
import java.time.Instant;

/// How the owner downloads what was uploaded.
///
/// @param url takes a plain GET
/// @param expiresAt when the URL stops working
/// @param sha256 64 lower-case hex digits
record OriginalView(URI url, Instant expiresAt, String contentType, long sizeBytes, String sha256) {
    static OriginalView of(Photo photo, URI url, Instant signedAt) {
        var announced = photo.announcement();
        return new OriginalView(
                url,
                signedAt.plus(OriginalSigner.VALID),
                announced.type().contentType(),
                announced.sizeBytes(),
                announced.sha256());
    }
}
