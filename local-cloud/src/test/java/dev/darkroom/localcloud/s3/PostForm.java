package dev.darkroom.localcloud.s3;

import dev.darkroom.localcloud.endpoint.Caller;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// An upload as a browser's form sends it.
/// Source: <https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-post-example.html>
final class PostForm {
    private static final String REGION = "eu-central-1";
    private static final String BOUNDARY = "----form";

    private PostForm() {}

    static HttpRequest upload(URI endpoint, String bucket, String key, String content, Caller caller)
            throws GeneralSecurityException {
        Instant now = Instant.now();
        String day = format("yyyyMMdd", now);
        String credential = caller.accessKeyId() + "/" + day + "/" + REGION + "/s3/aws4_request";
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("key", key);
        fields.put("x-amz-algorithm", "AWS4-HMAC-SHA256");
        fields.put("x-amz-credential", credential);
        fields.put("x-amz-date", format("yyyyMMdd'T'HHmmss'Z'", now));
        String policy = Base64.getEncoder().encodeToString("""
                {"expiration": "%s", "conditions": [{"bucket": "%s"}, {"key": "%s"},
                 {"x-amz-algorithm": "AWS4-HMAC-SHA256"}, {"x-amz-credential": "%s"}, {"x-amz-date": "%s"}]}
                """.formatted(
                        now.plus(Duration.ofMinutes(5)), bucket, key, credential, fields.get("x-amz-date"))
                .getBytes(StandardCharsets.UTF_8));
        fields.put("policy", policy);
        fields.put("x-amz-signature", signature(caller.secretAccessKey(), day, policy));
        StringBuilder form = new StringBuilder();
        fields.forEach((name, value) -> part(form, "name=\"" + name + "\"", value));
        part(form, "name=\"file\"; filename=\"file\"", content);
        return HttpRequest.newBuilder(endpoint.resolve("/" + bucket))
                .header("content-type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(HttpRequest.BodyPublishers.ofString(form + "--" + BOUNDARY + "--\r\n"))
                .build();
    }

    private static void part(StringBuilder form, String disposition, String value) {
        form.append("--").append(BOUNDARY).append("\r\nContent-Disposition: form-data; ");
        form.append(disposition).append("\r\n\r\n").append(value).append("\r\n");
    }

    private static String format(String pattern, Instant time) {
        return DateTimeFormatter.ofPattern(pattern).withZone(ZoneOffset.UTC).format(time);
    }

    private static String signature(String secret, String day, String policy) throws GeneralSecurityException {
        byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
        for (String part : new String[] {day, REGION, "s3", "aws4_request"}) {
            key = hmac(key, part);
        }
        return HexFormat.of().formatHex(hmac(key, policy));
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }
}
