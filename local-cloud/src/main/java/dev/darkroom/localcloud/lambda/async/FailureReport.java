package dev.darkroom.localcloud.lambda.async;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.darkroom.localcloud.backend.MessageAttributes;
import dev.darkroom.localcloud.backend.MessageAttributes.Value;
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
        ZERO_RESERVED_CONCURRENCY("ZeroReservedConcurrency"),
        /// AWS does not say how it calls an event that was cut from a loop; there are no further attempts at it.
        RECURSIVE(
                "RetriesExhausted",
                "400",
                "Lambda has detected your function being invoked in a recursive loop with other Amazon Web Services"
                        + " resources and stopped your function's invocation.");

        private final String name;
        private final String code;
        private final String message;

        Condition(String name) {
            this(name, "429", "Rate Exceeded.");
        }

        /// @param code the HTTP status of what kept the function from running, where it never ran
        Condition(String name, String code, String message) {
            this.name = name;
            this.code = code;
            this.message = message;
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
    static MessageAttributes deadLetterAttributes(QueuedEvent event, Condition condition) {
        var message = event.lastError()
                .map(error -> parse(error).path("errorMessage").asText())
                .filter(text -> !text.isEmpty())
                .orElse(condition.message);
        return new MessageAttributes(
                Map.of(
                        "RequestID",
                        new Value("String", event.requestId()),
                        "ErrorCode",
                        new Value("Number", event.lastError().isPresent() ? "200" : condition.code),
                        "ErrorMessage",
                        new Value("String", firstKilobyte(message))),
                event.traceHeader());
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
