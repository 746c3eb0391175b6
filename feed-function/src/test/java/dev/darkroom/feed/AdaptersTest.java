package dev.darkroom.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.model.FanOutMessage;
import dev.darkroom.model.PhotoActivity;
import dev.darkroom.model.PhotoActivity.Kind;
import dev.darkroom.model.UserId;
import dev.darkroom.model.Visibility;
import dev.darkroom.tables.Samples;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

final class AdaptersTest {
    private static final UserId ALICE = new UserId("alice");

    /// An SQS that notes what it is sent.
    private static final class RecordingSqs implements SqsClient {
        private final List<SendMessageBatchRequest> calls = new ArrayList<>();
        private Optional<BatchResultErrorEntry> refusal = Optional.empty();

        @Override
        public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
            calls.add(request);
            return SendMessageBatchResponse.builder()
                    .failed(refusal.stream().toList())
                    .build();
        }

        @Override
        public String serviceName() {
            return "sqs";
        }

        @Override
        public void close() {}
    }

    private static final class RecordingSns implements SnsClient {
        private final List<PublishRequest> calls = new ArrayList<>();

        @Override
        public PublishResponse publish(PublishRequest request) {
            calls.add(request);
            return PublishResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return "sns";
        }

        @Override
        public void close() {}
    }

    private static List<FanOutMessage.Audience> chunks(int friends) {
        List<UserId> users = IntStream.range(0, friends)
                .mapToObj(number -> new UserId("%064d".formatted(number)))
                .toList();
        return Chunks.of(
                users,
                Limits.STANDARD.chunk(),
                (ids, chunk, of) -> new FanOutMessage.Audience(1, ALICE, Samples.photoId(1), ids, true, chunk, of));
    }

    @Test
    void theLargestAudienceFitsIntoTwoCallsOfSqs() {
        var sqs = new RecordingSqs();
        List<FanOutMessage.Audience> chunks = chunks(5_000);

        new SqsFanOutQueue(sqs, "http://queues/fan-out").send(chunks);

        assertThat(sqs.calls).hasSize(2).allSatisfy(call -> {
            assertThat(call.entries()).hasSize(10);
            assertThat(call.entries().stream()
                            .mapToInt(entry -> entry.messageBody().getBytes(StandardCharsets.UTF_8).length)
                            .sum())
                    .isLessThan(256 * 1024);
        });
        assertThat(sqs.calls.stream()
                        .flatMap(call -> call.entries().stream())
                        .map(SendMessageBatchRequestEntry::messageBody)
                        .map(FanOutJson::read))
                .containsExactlyElementsOf(chunks);
    }

    @Test
    void aMessageThatSqsDoesNotTakeIsAFailure() {
        var sqs = new RecordingSqs();
        sqs.refusal = Optional.of(
                BatchResultErrorEntry.builder().id("0").code("InternalError").build());

        assertThatThrownBy(() -> new SqsFanOutQueue(sqs, "http://queues/fan-out").send(chunks(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("InternalError");
    }

    @Test
    void anActivityIsPublishedWithTheAttributesThatSubscribersFilterBy() {
        var sns = new RecordingSns();

        new SnsActivityTopic(sns, "arn:aws:sns:eu-central-1:111111111111:activity")
                .publish(activity(Samples.TRACE.value()), Visibility.PUBLIC);

        PublishRequest call = sns.calls.getFirst();
        assertThat(call.messageAttributes().get("kind"))
                .returns("PUBLISHED", value -> value.stringValue())
                .returns("String", value -> value.dataType());
        assertThat(call.messageAttributes().get("visibility")).returns("PUBLIC", value -> value.stringValue());
    }

    @Test
    void anActivityIsWrittenAsBindingWouldWriteIt() throws JsonProcessingException {
        var json = new ObjectMapper();
        for (PhotoActivity activity : List.of(activity(Samples.TRACE.value()), activity(null))) {
            assertThat(json.readTree(ActivityJson.write(activity))).isEqualTo(json.valueToTree(activity));
        }
    }

    private static PhotoActivity activity(@Nullable String traceparent) {
        return new PhotoActivity(
                1,
                Samples.photoId(1) + "#2",
                Kind.PUBLISHED,
                Samples.photoId(1),
                ALICE,
                "2026-11-21T10:00:02.000Z",
                traceparent);
    }
}
