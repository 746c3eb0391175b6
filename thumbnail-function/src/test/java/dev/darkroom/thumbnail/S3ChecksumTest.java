package dev.darkroom.thumbnail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.darkroom.aws.AwsEnvironment;
import dev.darkroom.aws.S3Clients;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/// The checksum that S3 keeps of an upload and answers with, as S3 does and the local cloud's store does not.
/// Source: <https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html>
class S3ChecksumTest {
    private static final byte[] BYTES = {1, 2, 3, -1};
    private static final Arrival ARRIVAL =
            new Arrival(OriginalsContract.BUCKET, OriginalsContract.PHOTO, Optional.empty());

    private HttpServer server;
    private S3Client s3;
    private String checksum = base64(BYTES);
    private byte[] sent = BYTES;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("ETag", "\"abc\"");
            if (exchange.getRequestHeaders().containsKey("x-amz-checksum-mode")) {
                exchange.getResponseHeaders().add("x-amz-checksum-sha256", checksum);
            }
            exchange.sendResponseHeaders(200, sent.length);
            exchange.getResponseBody().write(sent);
            exchange.close();
        });
        server.start();
        s3 = S3Clients.client(AwsEnvironment.of(Map.of(
                "AWS_ENDPOINT_URL", "http://localhost:" + server.getAddress().getPort(),
                "AWS_REGION", "eu-central-1",
                "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test")));
    }

    @AfterEach
    void stop() {
        s3.close();
        server.stop(0);
    }

    @Test
    void theChecksumOfTheUploadIsTheOriginals() {
        assertThat(new S3Originals(s3).fetch(ARRIVAL))
                .isInstanceOfSatisfying(
                        Fetched.Original.class,
                        original -> assertThat(original.sha256()).isEqualTo(Digests.sha256(BYTES)));
    }

    @Test
    void bytesThatDoNotHaveItAreAFault() {
        sent = new byte[] {1, 2, 3, 4};

        assertThatThrownBy(() -> new S3Originals(s3).fetch(ARRIVAL)).hasMessageContaining("checksum");
    }

    @Test
    void aChecksumOfPartsIsNotTheOriginals() {
        checksum = base64(new byte[] {9}) + "-2";

        assertThat(new S3Originals(s3).fetch(ARRIVAL))
                .isInstanceOfSatisfying(
                        Fetched.Original.class,
                        original -> assertThat(original.sha256()).isEqualTo(Digests.sha256(BYTES)));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(Digests.sha256(bytes)));
    }
}
