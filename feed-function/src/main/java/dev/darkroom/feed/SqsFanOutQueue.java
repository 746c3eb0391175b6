package dev.darkroom.feed;

import dev.darkroom.model.FanOutMessage;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/// The FanOut queue in SQS. Ten messages a call: of 250 ids each, they stay far below a call's limit of 256 KB.
/// Source: <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html>
final class SqsFanOutQueue implements FanOutQueue {
    private static final int BATCH = 10;

    private final SqsClient sqs;
    private final String queueUrl;

    SqsFanOutQueue(SqsClient sqs, String queueUrl) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
    }

    @Override
    public void send(List<? extends FanOutMessage> messages) {
        for (int from = 0; from < messages.size(); from += BATCH) {
            sendBatch(messages.subList(from, Math.min(from + BATCH, messages.size())));
        }
    }

    private void sendBatch(List<? extends FanOutMessage> messages) {
        List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
        for (FanOutMessage message : messages) {
            entries.add(SendMessageBatchRequestEntry.builder()
                    .id(Integer.toString(entries.size()))
                    .messageBody(FanOutJson.write(message))
                    .build());
        }
        var answer = sqs.sendMessageBatch(send -> send.queueUrl(queueUrl).entries(entries));
        if (!answer.failed().isEmpty()) {
            throw new IllegalStateException(
                    "SQS did not take " + answer.failed().size() + " messages: "
                            + answer.failed().getFirst().code());
        }
    }
}
