package dev.darkroom.upload;

import dev.darkroom.aws.S3UrlSigner;
import dev.darkroom.model.Announcement;
import dev.darkroom.model.Photo;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/// Signs a conditional S3 PutObject whose checksum S3 verifies.
/// Sources: <https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html>,
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html>
final class S3UploadSigner implements UploadSigner {
    static final Duration VALID = Duration.ofMinutes(15);

    private final S3UrlSigner signer;

    S3UploadSigner(S3UrlSigner signer) {
        this.signer = signer;
    }

    @Override
    public PresignedUpload sign(Photo photo, Instant now) {
        Instant signedAt = now.truncatedTo(ChronoUnit.SECONDS);
        Announcement announced = photo.announcement();
        Map<String, String> named = new TreeMap<>();
        named.put("content-type", announced.type().contentType());
        named.put("if-none-match", "*");
        named.put("x-amz-checksum-sha256", base64(announced.sha256()));
        photo.traceparent().ifPresent(trace -> named.put("x-amz-meta-traceparent", trace.value()));
        Map<String, String> signed = new TreeMap<>(named);
        signed.put("content-length", Long.toString(announced.sizeBytes()));
        URI url = signer.put(photo.key().originalKey(), signed, signedAt, VALID);
        return new PresignedUpload(url, Map.copyOf(named), signedAt.plus(VALID));
    }

    private static String base64(String hex) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
    }
}
