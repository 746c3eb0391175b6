package dev.darkroom.thumbnail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.aws.AwsEnvironment;
import dev.darkroom.aws.S3Clients;
import dev.darkroom.localcloud.s3.LocalS3;
import dev.darkroom.model.Manifest;
import dev.darkroom.model.Rejection;
import dev.darkroom.model.Traceparent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/// The S3 adapters against the local cloud's S3.
class S3StoresTest implements OriginalsContract, MediaStoreContract {
    private static final String MEDIA = "darkroom-media";

    @TempDir
    static Path data;

    private static LocalS3 cloud;
    private static S3Client s3;

    @BeforeAll
    static void start() {
        cloud = new LocalS3(data, BUCKET, MEDIA);
        s3 = S3Clients.client(AwsEnvironment.of(cloud.environment()));
    }

    @AfterAll
    static void stop() {
        s3.close();
        cloud.close();
    }

    @BeforeEach
    void empty() {
        delete();
    }

    @Override
    public Originals originals() {
        return new S3Originals(s3);
    }

    @Override
    public MediaStore media() {
        return new S3MediaStore(s3, MEDIA);
    }

    @Override
    public String upload(byte[] bytes, Optional<Traceparent> traceparent) {
        Map<String, String> metadata =
                traceparent.map(trace -> Map.of("traceparent", trace.value())).orElse(Map.of());
        return s3.putObject(
                        request ->
                                request.bucket(BUCKET).key(PHOTO.originalKey()).metadata(metadata),
                        RequestBody.fromBytes(bytes))
                .eTag()
                .replace("\"", "");
    }

    @Override
    public void delete() {
        s3.deleteObject(request -> request.bucket(BUCKET).key(PHOTO.originalKey()));
    }

    @Override
    public Optional<byte[]> storedRendition(String key) {
        return Optional.of(stored(key).asByteArray());
    }

    @Override
    public Optional<Manifest> storedManifest() {
        try {
            return Optional.of(
                    new ObjectMapper().readValue(stored(PHOTO.manifestKey()).asByteArray(), Manifest.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ResponseBytes<GetObjectResponse> stored(String key) {
        return s3.getObjectAsBytes(request -> request.bucket(MEDIA).key(key));
    }

    @Test
    void aRenditionMayBeCachedForEverAndAManifestNever() {
        media().put(RENDITION, new byte[] {1});
        media().put(MediaStoreContract.manifest(Rejection.DAMAGED));

        GetObjectResponse rendition = stored(RENDITION.key()).response();
        assertThat(rendition.contentType()).isEqualTo("image/jpeg");
        assertThat(rendition.cacheControl()).isEqualTo("max-age=31536000, immutable");
        GetObjectResponse manifest = stored(PHOTO.manifestKey()).response();
        assertThat(manifest.contentType()).isEqualTo("application/json");
        assertThat(manifest.cacheControl()).isEqualTo("no-store");
    }

    @Test
    void aBucketThatDoesNotExistIsAFaultAndNoOutcome() {
        Arrival elsewhere = new Arrival("darkroom-elsewhere", PHOTO, Optional.empty());

        assertThatThrownBy(() -> originals().fetch(elsewhere)).isInstanceOf(NoSuchBucketException.class);
    }
}
