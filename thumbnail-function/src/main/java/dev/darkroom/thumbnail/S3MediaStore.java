package dev.darkroom.thumbnail;

import dev.darkroom.model.Manifest;
import dev.darkroom.model.Rendition;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/// The media bucket.
final class S3MediaStore implements MediaStore {
    private final S3Client s3;
    private final String bucket;

    S3MediaStore(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    @Override
    public void put(Rendition rendition, byte[] bytes) {
        put(rendition.key(), rendition.contentType(), "max-age=31536000, immutable", bytes);
    }

    @Override
    public void put(Manifest manifest) {
        put(manifest.key().manifestKey(), "application/json", "no-store", ManifestJson.of(manifest));
    }

    private void put(String key, String contentType, String cacheControl, byte[] bytes) {
        s3.putObject(
                PutObjectRequest.builder()
                        .bucket(bucket)
                        .key(key)
                        .contentType(contentType)
                        .cacheControl(cacheControl)
                        .build(),
                RequestBody.fromBytes(bytes));
    }
}
