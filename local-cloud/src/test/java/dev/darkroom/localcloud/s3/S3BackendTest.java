package dev.darkroom.localcloud.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedMultipartUpload;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

class S3BackendTest {
    private static final String UPLOADS = S3Fixture.UPLOADS;
    private static final String MEDIA = S3Fixture.MEDIA;

    @TempDir
    private static Path data;

    private static S3Fixture s3;
    private static S3Client client;

    @BeforeAll
    static void start() {
        s3 = new S3Fixture(data);
        client = s3.client();
    }

    @AfterAll
    static void stop() {
        client.close();
        s3.close();
    }

    @Test
    void anObjectComesBackWithItsTypeAndItsMetadata() {
        client.putObject(
                request -> request.bucket(MEDIA)
                        .key("a/b c+d%.webp")
                        .contentType("image/webp")
                        .metadata(Map.of("traceparent", "00-1")),
                RequestBody.fromString("pixels"));
        var object = client.getObjectAsBytes(request -> request.bucket(MEDIA).key("a/b c+d%.webp"));
        assertThat(object.asUtf8String()).isEqualTo("pixels");
        assertThat(object.response().contentType()).isEqualTo("image/webp");
        assertThat(object.response().metadata()).containsEntry("traceparent", "00-1");
    }

    @Test
    void largeBodiesStreamInChunksWithAChecksum() {
        byte[] body = new byte[3 << 20];
        body[17] = 4;
        client.putObject(
                request -> request.bucket(MEDIA).key("large").checksumAlgorithm(ChecksumAlgorithm.SHA256),
                RequestBody.fromBytes(body));
        assertThat(client.getObjectAsBytes(request -> request.bucket(MEDIA).key("large"))
                        .asByteArray())
                .isEqualTo(body);
        assertThat(client.getObjectAsBytes(
                                request -> request.bucket(MEDIA).key("large").range("bytes=16-18"))
                        .asByteArray())
                .containsExactly(0, 4, 0);
    }

    @Test
    void aMissingKeyIsNotFound() {
        assertThatThrownBy(() ->
                        client.getObjectAsBytes(request -> request.bucket(MEDIA).key("missing")))
                .isInstanceOf(NoSuchKeyException.class);
    }

    @Test
    void onlyOneOfManyWritersWinsUnderIfNoneMatchAndTellsOfIt() throws Exception {
        List<Callable<Boolean>> writers = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            String body = "writer " + i;
            writers.add(() -> putsNew("race", body));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long winners = threads.invokeAll(writers).stream()
                    .filter(Future::resultNow)
                    .count();
            assertThat(winners).isEqualTo(1);
        }
        assertThat(s3.sentFor("race")).hasSize(1);
    }

    private static boolean putsNew(String key, String body) {
        try {
            client.putObject(
                    request -> request.bucket(UPLOADS).key(key).ifNoneMatch("*"), RequestBody.fromString(body));
            return true;
        } catch (S3Exception e) {
            assertThat(e.statusCode()).isEqualTo(412);
            return false;
        }
    }

    @Test
    void aWrongChecksumIsRefusedAndTellsNothing() {
        assertThatThrownBy(() -> client.putObject(
                        request -> request.bucket(UPLOADS)
                                .key("broken")
                                .checksumSHA256("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="),
                        RequestBody.fromString("not empty")))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(400));
        assertThat(s3.sentFor("broken")).isEmpty();
        assertThat(keys(UPLOADS)).doesNotContain("broken");
    }

    @Test
    void anUploadTellsItsFunctionWhatAwsWould() {
        client.putObject(
                request -> request.bucket(UPLOADS)
                        .key("owner 1/photo+é")
                        .overrideConfiguration(override -> override.putHeader("X-Amzn-Trace-Id", "Root=1-2-3")),
                RequestBody.fromString("0123456789"));
        assertThat(s3.sentFor("owner+1/photo%2B%C3%A9")).singleElement().satisfies(sent -> {
            assertThat(sent.target()).isEqualTo(S3Fixture.FUNCTION);
            assertThat(sent.traceHeader())
                    .hasValueSatisfying(trace -> assertThat(trace).contains("1-2-3"));
            var item = sent.item();
            assertThat(item.path("eventVersion").asText()).isEqualTo("2.1");
            assertThat(item.path("eventSource").asText()).isEqualTo("aws:s3");
            assertThat(item.path("awsRegion").asText()).isEqualTo("eu-central-1");
            assertThat(item.path("eventName").asText()).isEqualTo("ObjectCreated:Put");
            assertThat(item.path("userIdentity").path("principalId").asText()).endsWith(S3Fixture.FUNCTION);
            assertThat(item.path("requestParameters").path("sourceIPAddress").asText())
                    .isEqualTo("127.0.0.1");
            assertThat(item.path("responseElements").path("x-amz-request-id").asText())
                    .isNotEmpty();
            var about = item.path("s3");
            assertThat(about.path("s3SchemaVersion").asText()).isEqualTo("1.0");
            assertThat(about.path("configurationId").asText()).isEqualTo("to-function");
            assertThat(about.path("bucket").path("name").asText()).isEqualTo(UPLOADS);
            assertThat(about.path("bucket").path("arn").asText()).isEqualTo("arn:aws:s3:::" + UPLOADS);
            assertThat(sent.object().path("size").asLong()).isEqualTo(10);
            assertThat(sent.object().path("eTag").asText()).isEqualTo("781e5e245d69b566979b86e28d23f2c7");
            assertThat(sent.object().path("sequencer").asText()).matches("[0-9A-F]{18}");
        });
    }

    @Test
    void aMultipartUploadTellsOnceWhenItIsComplete() {
        var upload =
                client.createMultipartUpload(request -> request.bucket(UPLOADS).key("parts"));
        byte[] part = new byte[5 << 20];
        var first = client.uploadPart(
                request -> request.bucket(UPLOADS)
                        .key("parts")
                        .uploadId(upload.uploadId())
                        .partNumber(1),
                RequestBody.fromBytes(part));
        assertThat(s3.sentFor("parts")).isEmpty();
        client.completeMultipartUpload(request -> request.bucket(UPLOADS)
                .key("parts")
                .uploadId(upload.uploadId())
                .multipartUpload(CompletedMultipartUpload.builder()
                        .parts(CompletedPart.builder()
                                .partNumber(1)
                                .eTag(first.eTag())
                                .build())
                        .build()));
        assertThat(s3.sentFor("parts")).singleElement().satisfies(sent -> {
            assertThat(sent.item().path("eventName").asText()).isEqualTo("ObjectCreated:CompleteMultipartUpload");
            assertThat(sent.object().path("size").asLong()).isEqualTo(part.length);
            assertThat(sent.object().path("eTag").asText()).matches("[0-9a-f]{32}-1");
        });
    }

    @Test
    void aQueueHearsOfTheRequestsTraceToo() {
        client.putObject(request -> request.bucket(MEDIA).key("from"), RequestBody.fromString("{}"));
        client.copyObject(request -> request.sourceBucket(MEDIA)
                .sourceKey("from")
                .destinationBucket(MEDIA)
                .destinationKey("o/traced/manifest.json")
                .overrideConfiguration(override -> override.putHeader("X-Amzn-Trace-Id", "Root=1-2-3")));
        assertThat(s3.sentFor("o/traced/manifest.json"))
                .singleElement()
                .extracting(S3Fixture.Sent::traceHeader)
                .isEqualTo(Optional.of("Root=1-2-3"));
    }

    @Test
    void prefixSuffixAndEventTypeDecideWhatAQueueHears() {
        for (String key : List.of("o/p/manifest.json", "o/p/other.json", "x/p/manifest.json")) {
            client.putObject(request -> request.bucket(MEDIA).key(key), RequestBody.fromString("{}"));
        }
        client.deleteObjects(request -> request.bucket(MEDIA)
                .delete(delete -> delete.objects(
                        ObjectIdentifier.builder().key("o/p/manifest.json").build(),
                        ObjectIdentifier.builder().key("o/p/other.json").build())));
        assertThat(s3.sentFor("o/p/manifest.json")).singleElement().satisfies(sent -> {
            assertThat(sent.target()).endsWith(":queue");
            assertThat(sent.item().path("eventName").asText()).isEqualTo("ObjectRemoved:Delete");
            assertThat(sent.object().has("eTag")).isFalse();
            assertThat(sent.object().has("sequencer")).isTrue();
        });
        assertThat(s3.sentFor("o/p/other.json")).isEmpty();
        assertThat(s3.sentFor("x/p/manifest.json")).isEmpty();
    }

    @Test
    void aCopyIsAnEventOfItsOwn() {
        client.putObject(request -> request.bucket(MEDIA).key("source"), RequestBody.fromString("copied"));
        client.copyObject(request -> request.sourceBucket(MEDIA)
                .sourceKey("source")
                .destinationBucket(UPLOADS)
                .destinationKey("copy"));
        assertThat(s3.sentFor("copy")).singleElement().satisfies(sent -> {
            assertThat(sent.item().path("eventName").asText()).isEqualTo("ObjectCreated:Copy");
            assertThat(sent.object().path("size").asLong()).isEqualTo(6);
        });
    }

    @Test
    void theGreatestSequencerOfAKeyTellsItsPresentState() throws Exception {
        List<Callable<Object>> writers = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            String body = "version " + i;
            writers.add(() -> client.putObject(
                    request -> request.bucket(UPLOADS).key("contended"), RequestBody.fromString(body)));
        }
        try (var threads = Executors.newFixedThreadPool(6)) {
            threads.invokeAll(writers).forEach(Future::resultNow);
        }
        String present = client.headObject(request -> request.bucket(UPLOADS).key("contended"))
                .eTag();
        var sent = s3.sentFor("contended");
        assertThat(sent).hasSize(30);
        var last = sent.stream()
                .max((one, other) -> one.object()
                        .path("sequencer")
                        .asText()
                        .compareTo(other.object().path("sequencer").asText()))
                .orElseThrow();
        assertThat('"' + last.object().path("eTag").asText() + '"').isEqualTo(present);
    }

    @Test
    void keysThatWouldBeAmbiguousInAPathAreKeysLikeOthers() {
        for (String key : List.of("enc%2Fslash", "semi;colon", "ques?tion#hash", "dots/..hidden", "ünïcode/日本")) {
            client.putObject(request -> request.bucket(MEDIA).key(key), RequestBody.fromString(key));
            assertThat(client.getObjectAsBytes(request -> request.bucket(MEDIA).key(key))
                            .asUtf8String())
                    .isEqualTo(key);
            assertThat(keys(MEDIA)).contains(key);
        }
    }

    private static List<String> keys(String bucket) {
        return client.listObjectsV2Paginator(request -> request.bucket(bucket)).contents().stream()
                .map(S3Object::key)
                .toList();
    }
}
