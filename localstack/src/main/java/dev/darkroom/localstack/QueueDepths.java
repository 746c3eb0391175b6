package dev.darkroom.localstack;

import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;

/// How much waits in the queues that functions read.
///
/// @param queueUrls of those queues
record QueueDepths(SqsClient sqs, List<String> queueUrls) {
    QueueDepths {
        queueUrls = List.copyOf(queueUrls);
    }

    /// One line for each queue that is not empty, messages in flight included.
    List<String> waiting() {
        List<String> waiting = new ArrayList<>();
        for (String url : queueUrls) {
            int messages = sqs
                    .getQueueAttributes(request -> request.queueUrl(url)
                            .attributeNames(
                                    APPROXIMATE_NUMBER_OF_MESSAGES,
                                    APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                                    APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
                    .attributes()
                    .values()
                    .stream()
                    .mapToInt(Integer::parseInt)
                    .sum();
            if (messages > 0) {
                waiting.add(url.substring(url.lastIndexOf('/') + 1) + ": " + messages + " messages");
            }
        }
        return waiting;
    }
}
