package dev.darkroom.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

class S3UrlSignerTest {
    private static final Duration VALID = Duration.ofMinutes(15);
    private static final String KEY = "alice-sub/01KAJ5ZJ0M3V9R8X7W6T5S4Q3P";
    private static final String SHA256 = "uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek=";
    private static final String TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final AwsCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsSessionCredentials.create("ASIAEXAMPLE", "secret", "session/token+="));

    @Test
    void aPutIsSignedAsTheSdksPresignerSignsIt() {
        for (Optional<URI> endpoint : endpoints()) {
            try (S3Presigner sdk = presigner(endpoint)) {
                var expected = sdk.presignPutObject(presign -> presign.signatureDuration(VALID)
                        .putObjectRequest(put -> put.bucket("uploads-bucket")
                                .key(KEY)
                                .contentType("image/jpeg")
                                .contentLength(1234L)
                                .checksumSHA256(SHA256)
                                .ifNoneMatch("*")
                                .metadata(Map.of("traceparent", TRACEPARENT))));
                URI reference = URI.create(expected.url().toString());

                Map<String, String> headers = new TreeMap<>();
                expected.signedHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
                headers.remove("host");
                assertThat(headers)
                        .containsExactlyInAnyOrderEntriesOf(Map.of(
                                "content-type", "image/jpeg",
                                "content-length", "1234",
                                "x-amz-checksum-sha256", SHA256,
                                "if-none-match", "*",
                                "x-amz-meta-traceparent", TRACEPARENT));
                URI url = signer(endpoint).put(KEY, headers, signedAt(reference), VALID);
                assertThat(withoutQuery(url)).isEqualTo(withoutQuery(reference));
                assertThat(query(url)).isEqualTo(query(reference));
            }
        }
    }

    @Test
    void aGetIsSignedAsTheSdksPresignerSignsIt() {
        for (Optional<URI> endpoint : endpoints()) {
            try (S3Presigner sdk = presigner(endpoint)) {
                URI reference = URI.create(sdk.presignGetObject(presign -> presign.signatureDuration(VALID)
                                .getObjectRequest(get -> get.bucket("uploads-bucket")
                                        .key("a b/c+d%/é.webp")
                                        .build()))
                        .url()
                        .toString());

                URI url = signer(endpoint).get("a b/c+d%/é.webp", signedAt(reference), VALID);
                assertThat(withoutQuery(url)).isEqualTo(withoutQuery(reference));
                assertThat(query(url)).isEqualTo(query(reference));
            }
        }
    }

    @Test
    void aGetWithParametersIsSignedAsTheSdksPresignerSignsIt() {
        String disposition = "attachment; filename=\"a_.jpg\"; filename*=UTF-8''%C3%A4%20+~*.jpg";
        for (Optional<URI> endpoint : endpoints()) {
            try (S3Presigner sdk = presigner(endpoint)) {
                URI reference = URI.create(sdk.presignGetObject(presign -> presign.signatureDuration(VALID)
                                .getObjectRequest(get ->
                                        get.bucket("uploads-bucket").key(KEY).responseContentDisposition(disposition)))
                        .url()
                        .toString());

                URI url = signer(endpoint)
                        .get(KEY, Map.of("response-content-disposition", disposition), signedAt(reference), VALID);
                assertThat(withoutQuery(url)).isEqualTo(withoutQuery(reference));
                assertThat(query(url)).isEqualTo(query(reference));
            }
        }
    }

    @Test
    void equalTimesGiveEqualUrls() {
        Instant hour = Instant.parse("2026-11-21T09:00:00Z");

        assertThat(signer(Optional.empty()).get(KEY, hour, VALID))
                .isEqualTo(signer(Optional.empty()).get(KEY, hour, VALID))
                .isNotEqualTo(signer(Optional.empty()).get(KEY, hour.plusSeconds(1), VALID));
    }

    @Test
    void chinaHasItsOwnDomain() {
        URI url = S3UrlSigner.forBucket("b", Region.CN_NORTH_1, Optional.empty(), CREDENTIALS)
                .get("k", Instant.EPOCH, VALID);

        assertThat(url.getHost()).isEqualTo("b.s3.cn-north-1.amazonaws.com.cn");
    }

    private static Iterable<Optional<URI>> endpoints() {
        return List.of(Optional.empty(), Optional.of(URI.create("http://localhost:8099")));
    }

    private static S3UrlSigner signer(Optional<URI> endpoint) {
        return S3UrlSigner.forBucket("uploads-bucket", Region.EU_CENTRAL_1, endpoint, CREDENTIALS);
    }

    private static S3Presigner presigner(Optional<URI> endpoint) {
        var presigner = S3Presigner.builder().region(Region.EU_CENTRAL_1).credentialsProvider(CREDENTIALS);
        endpoint.ifPresent(uri -> presigner
                .endpointOverride(uri)
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build()));
        return presigner.build();
    }

    private static Instant signedAt(URI url) {
        return DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'")
                .withZone(ZoneOffset.UTC)
                .parse(query(url).getOrDefault("X-Amz-Date", ""), Instant::from);
    }

    private static String withoutQuery(URI url) {
        return url.toString().split("\\?", 2)[0];
    }

    private static Map<String, String> query(URI url) {
        return Arrays.stream(url.getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (a, b) -> a + b, TreeMap::new));
    }
}
