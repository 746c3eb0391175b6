package dev.darkroom.localcloud.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedPutObjectRequest;

class PresignedUrlTest {
    private static final String BODY = "a photo, in spirit";

    @TempDir
    private static Path data;

    private static S3Fixture s3;
    private static S3Presigner presigner;
    private static HttpClient http;

    @BeforeAll
    static void start() {
        s3 = new S3Fixture(data);
        presigner = s3.presigner();
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        http.close();
        presigner.close();
        s3.close();
    }

    private static PresignedPutObjectRequest upload(String key, Duration validity) throws Exception {
        String sha256 = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(BODY.getBytes(StandardCharsets.UTF_8)));
        return presigner.presignPutObject(presign -> presign.signatureDuration(validity)
                .putObjectRequest(put -> put.bucket(S3Fixture.UPLOADS)
                        .key(key)
                        .contentType("image/jpeg")
                        .contentLength((long) BODY.length())
                        .checksumSHA256(sha256)
                        .ifNoneMatch("*")
                        .metadata(Map.of("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"))));
    }

    private static HttpResponse<String> put(PresignedPutObjectRequest upload, String body, String... more)
            throws Exception {
        var request = HttpRequest.newBuilder(upload.url().toURI()).PUT(BodyPublishers.ofString(body));
        upload.signedHeaders().forEach((name, values) -> {
            if (!name.equals("host") && !name.equals("content-length")) {
                request.header(name, values.getFirst());
            }
        });
        if (more.length > 0) {
            request.headers(more);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    @Test
    void aClientUploadsOnceAndAgainIsToldItIsThere() throws Exception {
        var upload = upload("o/once", Duration.ofMinutes(15));
        assertThat(put(upload, BODY, "X-Amzn-Trace-Id", "Root=1-5759e988-bd862e3fe1be46a994272793")
                        .statusCode())
                .isEqualTo(200);
        assertThat(put(upload, BODY).statusCode()).isEqualTo(412);
        assertThat(s3.sent)
                .filteredOn(sent -> sent.object().path("key").asText().equals("o/once"))
                .singleElement()
                .satisfies(sent -> assertThat(sent.traceHeader()).contains("Root=1-5759e988-bd862e3fe1be46a994272793"));
    }

    @Test
    void otherBytesThanThoseSignedForAreRefused() throws Exception {
        assertThat(put(upload("o/other", Duration.ofMinutes(15)), BODY.replace('a', 'b'))
                        .statusCode())
                .isEqualTo(400);
        assertThat(put(upload("o/longer", Duration.ofMinutes(15)), BODY + "!").statusCode())
                .isEqualTo(403);
    }

    @Test
    void anUploadThatBreaksOffLeavesNothingAndTellsNothing() throws Exception {
        var upload = upload("o/broken-off", Duration.ofMinutes(15));
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), s3.endpoint.uri().getPort())) {
            var head = new StringBuilder("PUT " + upload.url().getFile() + " HTTP/1.1\r\n");
            upload.signedHeaders().forEach((name, values) -> head.append(name + ": " + values.getFirst() + "\r\n"));
            socket.getOutputStream().write((head + "\r\nhalf").getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            Awaitility.await().until(() -> !files().isEmpty());
        }
        Awaitility.await().untilAsserted(() -> assertThat(files()).isEmpty());
        assertThat(put(upload, BODY).statusCode()).isEqualTo(200);
        assertThat(s3.sent)
                .filteredOn(sent -> sent.object().path("key").asText().equals("o/broken-off"))
                .hasSize(1);
    }

    private static List<Path> files() throws IOException {
        Path folder = data.resolve("s3/buckets").resolve(S3Fixture.UPLOADS).resolve("o");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("broken-off"))
                    .toList();
        }
    }

    @Test
    void anExpiredUrlIsRefused() throws Exception {
        var upload = upload("o/late", Duration.ofSeconds(1));
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> put(upload, BODY.replace('a', 'b')).statusCode() == 403);
    }

    @Test
    void metadataThatIsNotSignedIsRefused() throws Exception {
        var response = put(upload("o/extra", Duration.ofMinutes(15)), BODY, "x-amz-meta-owner", "somebody else");
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).contains("HeadersNotSigned");
    }

    @Test
    void nobodyReadsWithoutASignature() throws Exception {
        put(upload("o/private", Duration.ofMinutes(15)), BODY);
        URI object = URI.create(s3.endpoint.uri() + "/" + S3Fixture.UPLOADS + "/o/private");
        assertThat(http.send(HttpRequest.newBuilder(object).build(), BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(403);
        var signed = presigner.presignGetObject(presign -> presign.signatureDuration(Duration.ofMinutes(1))
                .getObjectRequest(get -> get.bucket(S3Fixture.UPLOADS).key("o/private")));
        assertThat(http.send(HttpRequest.newBuilder(signed.url().toURI()).build(), BodyHandlers.ofString())
                        .body())
                .isEqualTo(BODY);
    }

    @Test
    void aPageOfThePermittedOriginMayUploadAndNoOther() throws Exception {
        var permitted = preflight("https://photos.example", "PUT");
        assertThat(permitted.statusCode()).isEqualTo(200);
        assertThat(permitted.headers().firstValue("Access-Control-Allow-Origin"))
                .contains("https://photos.example");
        assertThat(permitted.headers().firstValue("Access-Control-Allow-Headers"))
                .contains("content-type, x-amz-checksum-sha256");
        assertThat(preflight("https://photos.example", "DELETE").statusCode()).isEqualTo(403);
        assertThat(preflight("https://elsewhere.example", "PUT").statusCode()).isEqualTo(403);
        var upload = put(upload("o/cors", Duration.ofMinutes(15)), BODY, "Origin", "https://photos.example");
        assertThat(upload.statusCode()).isEqualTo(200);
        assertThat(upload.headers().firstValue("Access-Control-Expose-Headers")).contains("ETag");
    }

    private static HttpResponse<String> preflight(String origin, String method) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(s3.endpoint.uri() + "/" + S3Fixture.UPLOADS + "/o/cors"))
                        .method("OPTIONS", BodyPublishers.noBody())
                        .header("Origin", origin)
                        .header("Access-Control-Request-Method", method)
                        .header("Access-Control-Request-Headers", "content-type,x-amz-checksum-sha256")
                        .build(),
                BodyHandlers.ofString());
    }
}
