package dev.darkroom.localcloud.endpoint;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.Request;

/// Checks header signatures of version 4 as every service but S3 does: the path encoded twice, the body hashed.
/// Source: Create a signed AWS API request,
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html>
final class SignatureVersion4 {
    /// The clock skew that AWS permits.
    private static final Duration PERMITTED_SKEW = Duration.ofMinutes(15);

    private static final DateTimeFormatter AMZ_DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Pattern SPACES = Pattern.compile(" +");
    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~";
    private static final HexFormat HEX = HexFormat.of();
    private static final HexFormat UPPER_HEX = HexFormat.of().withUpperCase();

    private final Clock clock;
    /// A signing key is good for a day, a region and a service.
    private final ConcurrentHashMap<String, byte[]> signingKeys = new ConcurrentHashMap<>();

    SignatureVersion4(Clock clock) {
        this.clock = clock;
    }

    /// What is wrong with a signature.
    enum Verdict {
        VALID,
        EXPIRED,
        MISMATCH
    }

    Verdict verify(Request request, byte[] body, Credential credential, Caller caller) {
        String date = request.getHeaders().get("X-Amz-Date");
        if (date == null || !date.startsWith(credential.date())) {
            return Verdict.MISMATCH;
        }
        if (isSkewed(date)) {
            return Verdict.EXPIRED;
        }
        String bodyHash = HEX.formatHex(sha256(body));
        String claimedHash = request.getHeaders().get("X-Amz-Content-Sha256");
        if (claimedHash != null && !claimedHash.equals(bodyHash) && !claimedHash.equals("UNSIGNED-PAYLOAD")) {
            return Verdict.MISMATCH;
        }
        String toSign = String.join(
                "\n",
                Credential.ALGORITHM,
                date,
                credential.scope(),
                HEX.formatHex(sha256(canonical(request, credential, claimedHash == null ? bodyHash : claimedHash)
                        .getBytes(StandardCharsets.UTF_8))));
        String expected = HEX.formatHex(hmac(signingKey(caller, credential), toSign));
        return MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.US_ASCII),
                        credential.signature().getBytes(StandardCharsets.US_ASCII))
                ? Verdict.VALID
                : Verdict.MISMATCH;
    }

    private boolean isSkewed(String date) {
        try {
            var signedAt = Instant.from(AMZ_DATE.parse(date));
            return Duration.between(signedAt, clock.instant()).abs().compareTo(PERMITTED_SKEW) > 0;
        } catch (DateTimeException e) {
            return true;
        }
    }

    private static String canonical(Request request, Credential credential, String bodyHash) {
        String path = request.getHttpURI().getPath();
        String headers = credential.signedHeaders().stream()
                .map(name -> name + ":" + canonicalValue(request, name) + "\n")
                .collect(Collectors.joining());
        return String.join(
                "\n",
                request.getMethod(),
                encode(path == null || path.isEmpty() ? "/" : path, true),
                canonicalQuery(request.getHttpURI().getQuery()),
                headers,
                String.join(";", credential.signedHeaders()),
                bodyHash);
    }

    private static String canonicalValue(Request request, String header) {
        return request.getHeaders().getFields(header).stream()
                .map(HttpField::getValue)
                .map(value -> value == null ? "" : SPACES.matcher(value.strip()).replaceAll(" "))
                .collect(Collectors.joining(","));
    }

    private static String canonicalQuery(String query) {
        if (query == null || query.isEmpty()) {
            return "";
        }
        List<String> pairs = new ArrayList<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            pairs.add(encode(decode(name), false) + "=" + encode(decode(value), false));
        }
        Collections.sort(pairs);
        return String.join("&", pairs);
    }

    private static String decode(String encoded) {
        return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    }

    private static String encode(String plain, boolean keepSlashes) {
        var encoded = new StringBuilder();
        for (byte b : plain.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            if (UNRESERVED.indexOf(c) >= 0 || (keepSlashes && c == '/')) {
                encoded.append(c);
            } else {
                encoded.append('%').append(UPPER_HEX.toHexDigits(b));
            }
        }
        return encoded.toString();
    }

    private byte[] signingKey(Caller caller, Credential credential) {
        if (signingKeys.size() > 1_000) {
            signingKeys.clear();
        }
        return signingKeys.computeIfAbsent(caller.accessKeyId() + "/" + credential.scope(), _ -> {
            byte[] key = ("AWS4" + caller.secretAccessKey()).getBytes(StandardCharsets.UTF_8);
            for (String part : List.of(credential.date(), credential.region(), credential.service(), "aws4_request")) {
                key = hmac(key, part);
            }
            return key;
        });
    }

    private static byte[] hmac(byte[] key, String data) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(data.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    private static byte[] sha256(byte[] data) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
