package dev.darkroom.metadata;

import dev.darkroom.model.Manifest;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

/// The media bucket's manifests.
final class S3Manifests implements Manifests {
    private final S3Client s3;

    S3Manifests(S3Client s3) {
        this.s3 = s3;
    }

    @Override
    public FetchedManifest fetch(Arrival arrival) {
        GetObjectRequest.Builder request = GetObjectRequest.builder()
                .bucket(arrival.bucket())
                .key(arrival.photo().manifestKey());
        arrival.etag().ifPresent(etag -> request.ifMatch(S3Objects.quoted(etag)));
        return switch (S3Objects.get(s3, request.build())) {
            case S3Objects.Answer.Missing() -> new FetchedManifest.Missing();
            case S3Objects.Answer.Changed() -> new FetchedManifest.Changed();
            case S3Objects.Answer.Bytes(byte[] json) -> parse(json, arrival);
        };
    }

    private static FetchedManifest parse(byte[] json, Arrival arrival) {
        Optional<Manifest> manifest =
                ManifestJson.read(json).filter(read -> read.key().equals(arrival.photo()));
        return manifest.<FetchedManifest>map(FetchedManifest.Found::new).orElseGet(FetchedManifest.Broken::new);
    }
}
