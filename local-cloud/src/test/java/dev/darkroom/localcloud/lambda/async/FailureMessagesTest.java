package dev.darkroom.localcloud.lambda.async;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.localcloud.AwsRecording;
import dev.darkroom.localcloud.TimeScale;
import dev.darkroom.localcloud.backend.SqsBackend;
import dev.darkroom.localcloud.lambda.InvocationContext;
import dev.darkroom.localcloud.lambda.InvocationResult;
import dev.darkroom.localcloud.lambda.TestFunction;
import dev.darkroom.localcloud.lambda.functions.Probe;
import dev.darkroom.localcloud.stack.AsynchronousInvocation;
import dev.darkroom.localcloud.stack.QueueResource;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/// What arrives in a queue of events that failed for good, beside what AWS was recorded to send.
/// Sources: Capturing records of Lambda asynchronous invocations,
/// <https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html>, and the recordings in
/// `src/test/resources/aws/`
final class FailureMessagesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ACCOUNT = "123456789012";
    private static final QueueResource FAILURES =
            new QueueResource("Failures", "failures", "arn:aws:sqs:eu-central-1:" + ACCOUNT + ":failures", Map.of());
    private static final URI ENDPOINT = URI.create("http://127.0.0.1:4566");
    private static final String QUEUE_URL = ENDPOINT + "/" + ACCOUNT + "/failures";
    private static final List<MessageSystemAttributeName> RECORDED_ATTRIBUTES = List.of(
            MessageSystemAttributeName.AWS_TRACE_HEADER,
            MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP,
            MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT,
            MessageSystemAttributeName.SENDER_ID,
            MessageSystemAttributeName.SENT_TIMESTAMP);

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static Optional<SqsBackend> sqs = Optional.empty();

    @BeforeAll
    static void startQueues() {
        sqs = Optional.of(
                SqsBackend.start(shared.resolve("sqs"), ENDPOINT, "eu-central-1", ACCOUNT, List.of(FAILURES)));
    }

    @AfterAll
    static void stopQueues() {
        sqs.ifPresent(SqsBackend::close);
    }

    @AfterEach
    void emptyTheQueue() {
        var client = sqs.orElseThrow().client();
        client.purgeQueue(request -> request.queueUrl(QUEUE_URL));
        assertThat(client.receiveMessage(request -> request.queueUrl(QUEUE_URL)).messages())
                .isEmpty();
    }

    @Test
    void anErrorWithoutRetriesIsRecordedAsOnAws() {
        var recording = recording("onFailureWithoutRetries");

        fail(recording, onFailure(0, Duration.ofHours(6)));

        recording.assertMatches(message(receive(List.of())));
    }

    @Test
    void anErrorAfterTwoRetriesIsRecordedAsOnAws() {
        var recording = recording("onFailureAfterDefaultRetries");

        fail(recording, onFailure(2, Duration.ofHours(6)));

        recording.assertMatches(message(receive(List.of())));
    }

    @Test
    void theMessageHasTheAttributesThatItHasOnAws() {
        var recording = recording("onFailureReceivedTwice");

        fail(recording, onFailure(2, Duration.ofHours(6)));

        // Recorded as it came for the second time.
        var _ = receive(List.of());
        recording.assertMatches(message(receive(RECORDED_ATTRIBUTES)));
    }

    @Test
    void anEventTooOldForARetryIsRecordedAsOnAws() {
        var recording = recording("tooOldForARetry");

        fail(recording, onFailure(2, Duration.ofMinutes(1)));

        recording.assertMatches(message(receive(RECORDED_ATTRIBUTES)));
    }

    @Test
    void anEventTooOldForASecondRetryIsRecordedAsOnAws() {
        var recording = recording("tooOldForASecondRetry");

        fail(recording, onFailure(2, Duration.ofMinutes(2)));

        recording.assertMatches(message(receive(RECORDED_ATTRIBUTES)));
    }

    @Test
    void aDeadLetterQueueGetsTheBareEventAsOnAws() {
        var recording = recording("deadLetterQueue");

        // The spaces count for the digest that was recorded.
        run(
                "{\"raise_error\": 1}",
                "{\"errorMessage\":\"Test exception (this is intentional)\"}",
                new AsynchronousInvocation(0, Duration.ofHours(6), Optional.empty(), Optional.of(FAILURES.arn())));

        recording.assertMatches(message(receive(List.of())));
    }

    private static AwsRecording recording(String name) {
        return AwsRecording.of("asynchronous-invocation.json", "/" + name + "/message");
    }

    private static AsynchronousInvocation onFailure(int retries, Duration age) {
        return new AsynchronousInvocation(retries, age, Optional.of(FAILURES.arn()), Optional.empty());
    }

    /// Lets the recorded event fail in the recorded way.
    private void fail(AwsRecording recording, AsynchronousInvocation policy) {
        var body = recording.json().path("Body");
        run(body.path("requestPayload").toString(), body.path("responsePayload").toString(), policy);
    }

    private void run(String event, String error, AsynchronousInvocation policy) {
        var time = new VirtualTime();
        var function = TestFunction.function(
                "probe", folder.resolve("none.zip"), Probe.class, Duration.ofSeconds(1), OptionalInt.empty(), policy);
        try (var queue = AsynchronousQueue.open(
                folder.resolve("events.log"),
                Map.of("probe", function),
                (name, payload, context) -> failed(error, context),
                sqs.orElseThrow(),
                TimeScale.REAL,
                time,
                time)) {
            queue.enqueue("probe", event.getBytes(UTF_8), Optional.empty());
            await().until(() -> queue.pending() == 0);
        }
    }

    private static InvocationResult failed(String error, InvocationContext context) {
        return new InvocationResult.Failed(
                "Unhandled",
                error.replace("<uuid:1>", context.requestId())
                        .replace("<uuid:3>", context.requestId())
                        .getBytes(UTF_8),
                "");
    }

    private static Message receive(List<MessageSystemAttributeName> attributes) {
        var client = sqs.orElseThrow().client();
        var message = client.receiveMessage(request -> request.queueUrl(QUEUE_URL)
                        .messageSystemAttributeNames(attributes)
                        .messageAttributeNames("All")
                        .waitTimeSeconds(5))
                .messages()
                .getFirst();
        client.changeMessageVisibility(request -> request.queueUrl(QUEUE_URL)
                .receiptHandle(message.receiptHandle())
                .visibilityTimeout(0));
        return message;
    }

    /// In the recorder's form.
    private static JsonNode message(Message message) {
        var json = JSON.createObjectNode();
        if (!message.attributes().isEmpty()) {
            var attributes = json.putObject("Attributes");
            message.attributesAsStrings().forEach(attributes::put);
        }
        json.set("Body", parse(message.body()));
        json.put("MD5OfBody", message.md5OfBody());
        if (!message.messageAttributes().isEmpty()) {
            json.put("MD5OfMessageAttributes", message.md5OfMessageAttributes());
            ObjectNode attributes = json.putObject("MessageAttributes");
            message.messageAttributes()
                    .forEach((name, value) -> attributes
                            .putObject(name)
                            .put("DataType", value.dataType())
                            .put("StringValue", value.stringValue()));
        }
        return json.put("MessageId", message.messageId()).put("ReceiptHandle", message.receiptHandle());
    }

    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError(body, e);
        }
    }
}
