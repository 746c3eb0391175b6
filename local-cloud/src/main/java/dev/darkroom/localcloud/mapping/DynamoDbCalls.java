package dev.darkroom.localcloud.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.function.Supplier;

/// DynamoDB's and its streams' JSON protocol, unsigned but for a name that DynamoDB Local asks for.
///
/// The protocol's records are, to the letter, the records that Lambda hands to functions; so they are passed on as
/// they come, where an SDK would take them apart and leave it to us to put them together again.
public final class DynamoDbCalls {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final String AUTHORIZATION =
            "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0";
    private static final int TIMEOUT_MILLIS = 30_000;

    private final Supplier<URI> backend;

    /// @param backend asked at every call, since the process may have been started again elsewhere
    public DynamoDbCalls(Supplier<URI> backend) {
        this.backend = backend;
    }

    /// An empty request.
    public static ObjectNode request() {
        return JSON.createObjectNode();
    }

    /// Calls an operation of DynamoDB, such as `Scan`.
    ///
    /// @throws DynamoDbException where it is refused
    /// @throws UncheckedIOException where DynamoDB Local does not answer
    public JsonNode table(String operation, JsonNode request) {
        return call("DynamoDB_20120810." + operation, request);
    }

    /// Calls an operation of DynamoDB Streams, such as `GetRecords`.
    ///
    /// @throws DynamoDbException where it is refused
    /// @throws UncheckedIOException where DynamoDB Local does not answer
    JsonNode streams(String operation, JsonNode request) {
        return call("DynamoDBStreams_20120810." + operation, request);
    }

    private JsonNode call(String target, JsonNode request) {
        try {
            var connection = (HttpURLConnection) backend.get().toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            connection.setDoOutput(true);
            connection.setRequestProperty("X-Amz-Target", target);
            connection.setRequestProperty("Content-Type", "application/x-amz-json-1.0");
            connection.setRequestProperty("Authorization", AUTHORIZATION);
            try (OutputStream body = connection.getOutputStream()) {
                body.write(JSON.writeValueAsBytes(request));
            }
            int status = connection.getResponseCode();
            try (InputStream body = status < 300 ? connection.getInputStream() : connection.getErrorStream()) {
                // Read to the end, so that the connection can be used again.
                JsonNode answer = JSON.readTree(body == null ? new byte[0] : body.readAllBytes());
                if (status < 300 && !answer.isObject()) {
                    throw new EOFException("the answer has no body: its sender died while sending it");
                }
                if (status < 300) {
                    return answer;
                }
                throw DynamoDbException.of(target, status, answer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("DynamoDB Local does not answer " + target, e);
        }
    }
}
