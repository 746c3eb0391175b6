package dev.darkroom.localcloud.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.darkroom.localcloud.endpoint.Callers;
import dev.darkroom.localcloud.stack.PolicyStatement;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// A function that may read and list the uploads, and in the other bucket write everything but delete and read only
/// what it may.
class S3RightsTest {
    private static final String UPLOADS = "arn:aws:s3:::" + S3Fixture.UPLOADS;
    private static final String MEDIA = "arn:aws:s3:::" + S3Fixture.MEDIA;
    private static final String FUNCTION =
            "User: arn:aws:sts::111122223333:assumed-role/thumbnail-functionRole/thumbnail-function";

    @TempDir
    private static Path data;

    private static S3Fixture s3;
    private static S3Client function;
    private static S3Client developer;

    @BeforeAll
    static void start() {
        s3 = new S3Fixture(
                data,
                List.of(
                        new PolicyStatement(List.of("s3:GetObject"), List.of(UPLOADS + "/*", MEDIA + "/read/*")),
                        new PolicyStatement(List.of("s3:ListBucket"), List.of(UPLOADS)),
                        new PolicyStatement(List.of("s3:PutObject"), List.of(MEDIA + "/*")),
                        new PolicyStatement(List.of("s3:DeleteObject"), List.of(MEDIA + "/delete/*"))));
        function = s3.client();
        developer = s3.client(Callers.ROOT);
    }

    @AfterAll
    static void stop() {
        function.close();
        developer.close();
        s3.close();
    }

    /// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html>
    @Test
    void whatTheRoleDoesNotAllowIsRefusedWithItsActionAndArn() {
        S3Exception refused = refused(
                () -> function.putObject(put -> put.bucket(S3Fixture.UPLOADS).key("o/k"), RequestBody.fromString("x")));
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
        assertThat(refused.awsErrorDetails().errorMessage())
                .isEqualTo(FUNCTION + " is not authorized to perform: s3:PutObject on resource: \"" + UPLOADS
                        + "/o/k\" because no identity-based policy allows the s3:PutObject action");
        assertThat(developer
                        .listObjectsV2(list -> list.bucket(S3Fixture.UPLOADS).prefix("o/k"))
                        .contents())
                .isEmpty();
    }

    /// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html>,
    /// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html>
    @Test
    void aMissingKeyIsAMissingKeyOnlyToWhoMayListTheBucket() {
        assertThat(refused(() ->
                        function.getObject(get -> get.bucket(S3Fixture.UPLOADS).key("missing"))))
                .isInstanceOf(NoSuchKeyException.class);
        assertThat(refused(() -> function.headObject(
                                head -> head.bucket(S3Fixture.UPLOADS).key("missing")))
                        .statusCode())
                .isEqualTo(404);

        S3Exception hidden = refused(
                () -> function.getObject(get -> get.bucket(S3Fixture.MEDIA).key("read/missing")));
        assertThat(hidden.statusCode()).isEqualTo(403);
        assertThat(hidden.awsErrorDetails().errorMessage())
                .contains("s3:ListBucket on resource: \"" + MEDIA + "\" because");
        assertThat(refused(() -> function.headObject(
                                head -> head.bucket(S3Fixture.MEDIA).key("read/missing")))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aWriterNeedsNoRightToLookForWhatIsThere() {
        function.putObject(
                put -> put.bucket(S3Fixture.MEDIA).key("written").ifNoneMatch("*"), RequestBody.fromString("once"));
        assertThat(refused(() -> function.putObject(
                                put -> put.bucket(S3Fixture.MEDIA)
                                        .key("written")
                                        .ifNoneMatch("*"),
                                RequestBody.fromString("twice")))
                        .statusCode())
                .isEqualTo(412);
    }

    /// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html>
    @Test
    void ofManyDeletionsEachIsAllowedOrRefusedByItself() {
        for (String key : List.of("delete/1", "keep/1")) {
            developer.putObject(put -> put.bucket(S3Fixture.MEDIA).key(key), RequestBody.fromString("x"));
        }
        var answer = function.deleteObjects(delete -> delete.bucket(S3Fixture.MEDIA)
                .delete(keys -> keys.objects(
                        ObjectIdentifier.builder().key("delete/1").build(),
                        ObjectIdentifier.builder().key("keep/1").build())));
        assertThat(answer.deleted()).extracting(DeletedObject::key).containsExactly("delete/1");
        assertThat(answer.errors())
                .singleElement()
                .returns("keep/1", S3Error::key)
                .returns("AccessDenied", S3Error::code);
        assertThat(developer.headObject(head -> head.bucket(S3Fixture.MEDIA).key("keep/1")))
                .isNotNull();
    }

    /// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html>
    @Test
    void aCopyNeedsTheRightToItsSource() {
        developer.putObject(put -> put.bucket(S3Fixture.UPLOADS).key("source"), RequestBody.fromString("x"));
        developer.putObject(put -> put.bucket(S3Fixture.MEDIA).key("secret"), RequestBody.fromString("x"));

        function.copyObject(copy -> copy.sourceBucket(S3Fixture.UPLOADS)
                .sourceKey("source")
                .destinationBucket(S3Fixture.MEDIA)
                .destinationKey("copied"));
        assertThat(refused(() -> function.copyObject(copy -> copy.sourceBucket(S3Fixture.MEDIA)
                                .sourceKey("secret")
                                .destinationBucket(S3Fixture.MEDIA)
                                .destinationKey("stolen")))
                        .awsErrorDetails()
                        .errorMessage())
                .contains("s3:GetObject on resource: \"" + MEDIA + "/secret\"");
    }

    /// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-presigned-url.html>
    @Test
    void aPresignedUrlCarriesTheRightsOfWhoSignedIt() throws Exception {
        try (S3Presigner presigner = s3.presigner();
                HttpClient http = HttpClient.newHttpClient()) {
            for (String bucket : List.of(S3Fixture.MEDIA, S3Fixture.UPLOADS)) {
                var url = presigner
                        .presignPutObject(presign -> presign.signatureDuration(Duration.ofMinutes(1))
                                .putObjectRequest(put -> put.bucket(bucket).key("signed")))
                        .url();
                var answer = http.send(
                        HttpRequest.newBuilder(url.toURI())
                                .PUT(HttpRequest.BodyPublishers.ofString("x"))
                                .build(),
                        BodyHandlers.ofString());
                assertThat(answer.statusCode()).isEqualTo(bucket.equals(S3Fixture.MEDIA) ? 200 : 403);
                assertThat(answer.body().contains("<Code>AccessDenied</Code>"))
                        .isEqualTo(bucket.equals(S3Fixture.UPLOADS));
            }
        }
    }

    @Test
    void theDeveloperMayDoEverything() {
        assertThat(developer.listBuckets().buckets()).hasSize(2);
        assertThat(refused(function::listBuckets).statusCode()).isEqualTo(403);
        assertThat(refused(() ->
                        developer.getObject(get -> get.bucket(S3Fixture.MEDIA).key("nowhere"))))
                .isInstanceOf(NoSuchKeyException.class);
    }

    private static S3Exception refused(ThrowingCallable call) {
        return catchThrowableOfType(S3Exception.class, call);
    }
}
