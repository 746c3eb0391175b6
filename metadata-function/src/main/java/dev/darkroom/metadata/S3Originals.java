package dev.darkroom.metadata;

import dev.darkroom.model.PhotoKey;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

/// The uploads bucket.
final class S3Originals implements Originals {
    private final S3Client s3;
    private final String bucket;

    S3Originals(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    @Override
    public Optional<byte[]> head(PhotoKey photo, String etag, long limit) {
        GetObjectRequest request = GetObjectRequest.builder()
                .bucket(bucket)
                .key(photo.originalKey())
                .ifMatch(S3Objects.quoted(etag))
                .range("bytes=0-" + (limit - 1))
                .build();
        return switch (S3Objects.get(s3, request)) {
            case S3Objects.Answer.Missing() -> Optional.empty();
            case S3Objects.Answer.Changed() -> Optional.empty();
            case S3Objects.Answer.Bytes(byte[] head) -> Optional.of(head);
        };
    }
}
