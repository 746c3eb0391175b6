package dev.darkroom.localcloud.lambda.async;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.darkroom.localcloud.lambda.FailureDestination.Attribute;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/// What Lambda says of an event that failed for good.
/// Source: Capturing records of Lambda asynchronous invocations,
/// <https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html>
final class FailureReport {
    /// Why it was given up.
    enum Condition {
        RETRIES_EXHAUSTED("RetriesExhausted"),
        EVENT_AGE_EXCEEDED("EventAgeExceeded"),
        ZERO_RESERVED_CONCURRENCY("ZeroReservedConcurrency");

        private final String name;

        Condition(String name) {
            this.name = name;
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ERROR_MESSAGE_LIMIT_BYTES = 1024;

    private FailureReport() {}

    /// The invocation record for an on-failure destination.
    static String invocationRecord(QueuedEvent event, String functionArn, Condition condition, Instant now) {
        var record = JSON.createObjectNode();
        record.put("version", "1.0");
        record.put("timestamp", timestamp(now));
        record.putObject("requestContext")
                .put("requestId", event.requestId())
                .put("functionArn", functionArn + ":$LATEST")
                .put("condition", condition.name)
                .put("approximateInvokeCount", event.attempts());
        record.set("requestPayload", parse(event.event()));
        event.lastError().ifPresent(error -> {
            record.putObject("responseContext")
                    .put("statusCode", 200)
                    .put("executedVersion", "$LATEST")
                    .put("functionError", "Unhandled");
            record.set("responsePayload", parse(error));
        });
        return record.toString();
    }

    /// The attributes that a dead-letter queue gets beside the bare event.
    /// Source: Dead-letter queues,
    /// <https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html#invocation-dlq>
    static Map<String, Attribute> deadLetterAttributes(QueuedEvent event) {
        var message = event.lastError()
                .map(error -> parse(error).path("errorMessage").asText())
                .filter(text -> !text.isEmpty())
                .orElse("Rate Exceeded.");
        return Map.of(
                "RequestID",
                new Attribute("String", event.requestId()),
                "ErrorCode",
                new Attribute("Number", event.lastError().isPresent() ? "200" : "429"),
                "ErrorMessage",
                new Attribute("String", firstKilobyte(message)));
    }

    private static String timestamp(Instant now) {
        // Always with milliseconds: an instant on the second would be written without.
        var text = now.truncatedTo(ChronoUnit.MILLIS).toString();
        return text.contains(".") ? text : text.replace("Z", ".000Z");
    }

    private static JsonNode parse(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            return TextNode.valueOf(new String(json, StandardCharsets.UTF_8));
        }
    }

    private static String firstKilobyte(String text) {
        var bytes = ByteBuffer.allocate(ERROR_MESSAGE_LIMIT_BYTES);
        // The encoder stops before a character that does not fit whole.
        StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text), bytes, true);
        return StandardCharsets.UTF_8.decode(bytes.flip()).toString();
    }
}
