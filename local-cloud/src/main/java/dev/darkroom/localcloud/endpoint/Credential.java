package dev.darkroom.localcloud.endpoint;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/// What a signed request says about itself: whose key, for which day, region and service, over which headers.
/// Source: Elements of an AWS API request signature,
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/signing-elements.html>
///
/// @param signedHeaders in lower case, in the order signed
/// @param presigned whether all this stood in the query
record Credential(
        String accessKeyId,
        String date,
        String region,
        String service,
        List<String> signedHeaders,
        String signature,
        boolean presigned) {
    static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final int SCOPE_PARTS = 5;

    /// `date/region/service/aws4_request`.
    String scope() {
        return date + "/" + region + "/" + service + "/aws4_request";
    }

    /// What the request carries in its header, or else in its query; empty where it is not signed with version 4.
    static Optional<Credential> of(Request request) {
        String authorization = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        if (authorization != null) {
            return authorization.startsWith(ALGORITHM + " ")
                    ? parse(
                            field(authorization, "Credential="),
                            field(authorization, "SignedHeaders="),
                            field(authorization, "Signature="),
                            false)
                    : Optional.empty();
        }
        String query = request.getHttpURI().getQuery();
        if (query == null || !query.contains("X-Amz-Credential=")) {
            return Optional.empty();
        }
        return parse(
                parameter(query, "X-Amz-Credential"),
                parameter(query, "X-Amz-SignedHeaders"),
                parameter(query, "X-Amz-Signature"),
                true);
    }

    /// The headers that S3 wants signed where they are sent, and that were not.
    List<String> unsignedHeaders(Request request) {
        return request.getHeaders().getFieldNamesCollection().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(name -> name.startsWith("x-amz-") && !signedHeaders.contains(name))
                .toList();
    }

    private static Optional<Credential> parse(
            String credential, String signedHeaders, String signature, boolean presigned) {
        String[] parts = credential.split("/", -1);
        // Access keys of other clouds may hold slashes; ours do not.
        if (parts.length != SCOPE_PARTS) {
            return Optional.empty();
        }
        return Optional.of(new Credential(
                parts[0], parts[1], parts[2], parts[3], List.of(signedHeaders.split(";", -1)), signature, presigned));
    }

    private static String field(String authorization, String name) {
        int start = authorization.indexOf(name);
        if (start < 0) {
            return "";
        }
        int end = authorization.indexOf(',', start);
        return authorization
                .substring(start + name.length(), end < 0 ? authorization.length() : end)
                .trim();
    }

    private static String parameter(String query, String name) {
        return Arrays.stream(query.split("&", -1))
                .filter(pair -> pair.startsWith(name + "="))
                .findFirst()
                .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8))
                .orElse("");
    }
}
