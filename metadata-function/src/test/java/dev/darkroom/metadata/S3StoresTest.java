package dev.darkroom.metadata;

import static dev.darkroom.metadata.SampleManifests.PHOTO;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.aws.AwsEnvironment;
import dev.darkroom.aws.S3Clients;
import dev.darkroom.localcloud.s3.LocalS3;
import dev.darkroom.model.Manifest;
import dev.darkroom.model.PhotoId;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.Sequencer;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/// The S3 adapters against the local cloud's S3.
class S3StoresTest implements StoresContract {
    private static final String UPLOADS = "darkroom-uploads";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path data;

    private static LocalS3 cloud;
    private static S3Client s3;

    @BeforeAll
    static void start() {
        cloud = new LocalS3(data, UPLOADS, MEDIA);
        s3 = S3Clients.client(AwsEnvironment.of(cloud.environment()));
    }

    @AfterAll
    static void stop() {
        s3.close();
        cloud.close();
    }

    @BeforeEach
    void empty() {
        s3.deleteObject(request -> request.bucket(UPLOADS).key(PHOTO.originalKey()));
        s3.deleteObject(request -> request.bucket(MEDIA).key(PHOTO.manifestKey()));
    }

    @Override
    public Manifests manifests() {
        return new S3Manifests(s3);
    }

    @Override
    public Originals originals() {
        return new S3Originals(s3, UPLOADS);
    }

    @Override
    public String put(Manifest manifest) {
        return put(MEDIA, PHOTO.manifestKey(), json(manifest));
    }

    @Override
    public String putBrokenManifest() {
        return put(MEDIA, PHOTO.manifestKey(), "{\"schemaVersion\":".getBytes(UTF_8));
    }

    @Override
    public String putOriginal(byte[] bytes) {
        return put(UPLOADS, PHOTO.originalKey(), bytes);
    }

    @Test
    void aManifestOfAnotherPhotoIsBroken() {
        PhotoKey other = new PhotoKey(PHOTO.ownerId(), new PhotoId("01BX5ZZKBKACTAV9WEVGEMMVRZ"));
        put(MEDIA, other.manifestKey(), json(SampleManifests.ready()));

        assertThat(manifests().fetch(new Arrival(MEDIA, other, Optional.empty(), new Sequencer("1"))))
                .isEqualTo(new FetchedManifest.Broken());
    }

    private static String put(String bucket, String key, byte[] bytes) {
        return s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(bytes))
                .eTag()
                .replace("\"", "");
    }

    private static byte[] json(Manifest manifest) {
        try {
            return JSON.writeValueAsBytes(manifest);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
