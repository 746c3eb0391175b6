package dev.darkroom.localcloud.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.localcloud.AwsRecording;
import dev.darkroom.localcloud.stack.BucketResource;
import dev.darkroom.localcloud.stack.BucketResource.Notification;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3ResponseMetadata;

/// What S3 tells of each kind of change, against what AWS was recorded to tell (`src/test/resources/aws`).
/// Sources: <https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html>,
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html>
class NotificationsTest {
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
    void aCreationIsToldOfAsAwsTells() {
        client.putObject(request -> request.bucket(UPLOADS).key("shape"), RequestBody.fromString("sixteen bytes ok"));
        assertThat(s3.sentFor("shape"))
                .singleElement()
                .satisfies(sent ->
                        AwsRecording.of("s3-object-created-put.json", "/event").assertMatches(sent.event()));
    }

    @Test
    void aRemovalIsToldOfAsAwsTells() {
        client.putObject(request -> request.bucket(MEDIA).key("o/gone/manifest.json"), RequestBody.fromString("{}"));
        client.deleteObject(request -> request.bucket(MEDIA).key("o/gone/manifest.json"));
        assertThat(s3.sentFor("o/gone/manifest.json"))
                .singleElement()
                .satisfies(sent -> AwsRecording.of("s3-object-removed-delete.json", "/event")
                        .assertMatches(sent.event()));
    }

    /// Recorded on AWS: bulk deletes tell of keys that were not there.
    @Test
    void everyKeyOfABulkDeleteIsAnEventWhetherItWasThereOrNot() {
        client.putObject(request -> request.bucket(MEDIA).key("o/1/manifest.json"), RequestBody.fromString("{}"));
        client.deleteObjects(request -> request.bucket(MEDIA)
                .delete(delete -> delete.objects(
                        ObjectIdentifier.builder().key("o/1/manifest.json").build(),
                        ObjectIdentifier.builder().key("o/2/manifest.json").build())));
        client.deleteObject(request -> request.bucket(MEDIA).key("o/3/manifest.json"));
        for (String key : List.of("o/1/manifest.json", "o/2/manifest.json", "o/3/manifest.json")) {
            assertThat(s3.sentFor(key))
                    .singleElement()
                    .satisfies(sent ->
                            assertThat(sent.item().path("eventName").asText()).isEqualTo("ObjectRemoved:Delete"));
        }
    }

    @Test
    void theIdsAreThoseOfTheAnswer() {
        S3ResponseMetadata answered = client.putObject(
                        request -> request.bucket(UPLOADS).key("ids"), RequestBody.fromString("ids"))
                .responseMetadata();
        assertThat(s3.sentFor("ids")).singleElement().satisfies(sent -> {
            JsonNode elements = sent.item().path("responseElements");
            assertThat(elements.path("x-amz-request-id").asText()).isEqualTo(answered.requestId());
            assertThat(elements.path("x-amz-id-2").asText()).isEqualTo(answered.extendedRequestId());
        });
    }

    /// The first was recorded on AWS, the second stands on its page.
    @ParameterizedTest
    @CsvSource({
        "a@b, a%40b",
        "red flower.jpg, red+flower.jpg",
        "o/1+1=2, o/1%2B1%3D2",
        "50%.jpg, 50%25.jpg",
        "fotos/über/日, fotos/%C3%BCber/%E6%97%A5"
    })
    void keysAreEncodedAsAFormWouldBe(String key, String encoded) {
        client.putObject(request -> request.bucket(UPLOADS).key(key), RequestBody.fromString(key));
        assertThat(s3.sentFor(encoded)).hasSize(1);
    }

    /// Source: <https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html>
    @Test
    void rulesWriteTheirPrefixAndSuffixAsEventsDo() {
        var rule = new Notification(
                "id",
                List.of("s3:ObjectCreated:*"),
                Optional.of("my+photos/"),
                Optional.of("%C3%BC*.jpg"),
                "arn:aws:sqs:eu-central-1:111122223333:queue");
        var rules = new NotificationRules(List.of(new BucketResource("Uploads", UPLOADS, List.of(rule), List.of())));
        assertThat(rules.matching(UPLOADS, "ObjectCreated:Put", "my photos/ü*.jpg"))
                .containsExactly(rule);
        assertThat(rules.matching(UPLOADS, "ObjectCreated:Put", "my photos/üa.jpg"))
                .isEmpty();
        assertThat(rules.matching(UPLOADS, "ObjectCreated:Put", "my+photos/ü*.jpg"))
                .isEmpty();
        assertThat(rules.matching(UPLOADS, "ObjectRemoved:Delete", "my photos/ü*.jpg"))
                .isEmpty();
    }

    /// A browser's form, whose policy is signed:
    /// <https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-UsingHTTPPOST.html>
    @Test
    void aFormUploadIsAPost() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(
                    PostForm.upload(
                            s3.endpoint.uri(), UPLOADS, "posted", "form", s3.callers.byName(S3Fixture.FUNCTION)),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
        }
        assertThat(s3.sentFor("posted")).singleElement().satisfies(sent -> {
            assertThat(sent.item().path("eventName").asText()).isEqualTo("ObjectCreated:Post");
            assertThat(sent.object().path("size").asLong()).isEqualTo(4);
        });
    }
}
