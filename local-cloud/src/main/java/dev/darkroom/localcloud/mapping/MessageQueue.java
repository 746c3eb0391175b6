package dev.darkroom.localcloud.mapping;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// The queue that a mapping polls.
final class MessageQueue {
    /// What SQS gives and takes at once.
    static final int MAX_MESSAGES = 10;

    private static final System.Logger LOG = System.getLogger(MessageQueue.class.getName());

    private final SqsClient sqs;
    private final String url;

    private MessageQueue(SqsClient sqs, String url) {
        this.sqs = sqs;
        this.url = url;
    }

    /// @throws SdkException where there is no such queue
    static MessageQueue open(SqsClient sqs, String arn) {
        String name = arn.substring(arn.lastIndexOf(':') + 1);
        return new MessageQueue(
                sqs, sqs.getQueueUrl(request -> request.queueName(name)).queueUrl());
    }

    /// Messages that are to be had, [#MAX_MESSAGES] at most; they are hidden from others for the visibility timeout.
    ///
    /// @throws SdkException where the queue does not answer
    List<Message> receive(int wanted, int waitSeconds) {
        return sqs.receiveMessage(request -> request.queueUrl(url)
                        .maxNumberOfMessages(Math.min(MAX_MESSAGES, wanted))
                        .waitTimeSeconds(waitSeconds)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                        .messageAttributeNames("All"))
                .messages();
    }

    /// @throws SdkException where the queue does not answer; what is not deleted comes back
    void delete(List<Message> messages) {
        for (int from = 0; from < messages.size(); from += MAX_MESSAGES) {
            List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
            for (Message message : messages.subList(from, Math.min(messages.size(), from + MAX_MESSAGES))) {
                entries.add(DeleteMessageBatchRequestEntry.builder()
                        .id(String.valueOf(entries.size()))
                        .receiptHandle(message.receiptHandle())
                        .build());
            }
            sqs.deleteMessageBatch(request -> request.queueUrl(url).entries(entries));
        }
    }

    /// Lets messages be seen again before their visibility timeout ends.
    void giveBack(List<Message> messages) {
        try {
            for (Message message : messages) {
                sqs.changeMessageVisibility(request -> request.queueUrl(url)
                        .receiptHandle(message.receiptHandle())
                        .visibilityTimeout(0));
            }
        } catch (SdkException e) {
            LOG.log(Level.DEBUG, "messages of " + url + " come back by themselves", e);
        }
    }

    /// Messages in the queue, those that wait for their visibility timeout or their delay included.
    int count() {
        Map<QueueAttributeName, String> counts = sqs.getQueueAttributes(request -> request.queueUrl(url)
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
                .attributes();
        return counts.values().stream().mapToInt(Integer::parseInt).sum();
    }
}
