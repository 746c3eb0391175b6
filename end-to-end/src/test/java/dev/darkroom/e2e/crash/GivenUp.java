package dev.darkroom.e2e.crash;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.client.CloudResources;
import dev.darkroom.client.SdkClients;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// Events that ended in dead-letter queues. One whose process was killed in each of its three attempts belongs there,
/// and its photo is PENDING until somebody gives the event to its function once more.
record GivenUp(CloudResources resources, SqsClient queues, LambdaClient functions) implements AutoCloseable {
    /// Those of asynchronous invocations.
    private static final List<String> OF_FUNCTIONS = List.of("ThumbnailDeadLetterQueue", "MetadataDeadLetterQueue");
    /// Those whose events no three kills take to their end.
    private static final List<String> OTHERS =
            List.of("StreamDeadLetterQueue", "FanOutDeadLetterQueue", "PhotoActivityDeadLetterQueue");

    private static final ObjectMapper JSON = new ObjectMapper();

    static GivenUp in(CloudResources resources) {
        return new GivenUp(
                resources,
                SdkClients.of(SqsClient.builder(), resources),
                SdkClients.of(LambdaClient.builder(), resources));
    }

    /// How many there are that no kill explains.
    int unexplained() {
        return OTHERS.stream().mapToInt(this::count).sum();
    }

    private int count(String queue) {
        return queues
                .getQueueAttributes(request -> request.queueUrl(resources.name(queue))
                        .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                .attributes()
                .values()
                .stream()
                .mapToInt(Integer::parseInt)
                .sum();
    }

    /// Gives events to their functions once more, as one would by hand.
    ///
    /// @return in how many attempts they had failed
    int replay() {
        return OF_FUNCTIONS.stream().mapToInt(this::replay).sum();
    }

    private int replay(String queue) {
        String url = resources.name(queue);
        int attempts = 0;
        for (List<Message> some = receive(url); !some.isEmpty(); some = receive(url)) {
            for (Message message : some) {
                JsonNode record = json(message.body());
                attempts += record.at("/requestContext/approximateInvokeCount").asInt();
                functions.invoke(request -> request.functionName(
                                record.at("/requestContext/functionArn").asText())
                        .invocationType(InvocationType.EVENT)
                        .payload(SdkBytes.fromUtf8String(
                                record.path("requestPayload").toString())));
                queues.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
            }
        }
        return attempts;
    }

    private List<Message> receive(String url) {
        return queues.receiveMessage(request -> request.queueUrl(url).maxNumberOfMessages(10))
                .messages();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + text, e);
        }
    }

    @Override
    public void close() {
        queues.close();
        functions.close();
    }
}
