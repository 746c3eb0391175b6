package dev.darkroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.sqs.model.Message;

/// Dead-letter queues, worked by hand as docs/dead-letters.md says.
record DeadLetters(Aws aws) {
    static final List<String> QUEUES = List.of(
            "ThumbnailDeadLetterQueue",
            "MetadataDeadLetterQueue",
            "StreamDeadLetterQueue",
            "FanOutDeadLetterQueue",
            "PhotoActivityDeadLetterQueue");

    private static final ObjectMapper JSON = new ObjectMapper();

    /// Records that a stream mapping gave up: the object in the failures bucket that a message is about.
    record Failure(String bucket, String key, JsonNode content) {
        /// The event that the function did not get done.
        JsonNode event() {
            return json(content.path("payload").asText());
        }
    }

    /// The only message in a queue; it stays there, for all to see.
    Message only(String queueLogicalId) {
        List<Message> messages = aws.sqs()
                .receiveMessage(request -> request.queueUrl(aws.resources().name(queueLogicalId))
                        .maxNumberOfMessages(10)
                        .visibilityTimeout(0)
                        .messageAttributeNames("All"))
                .messages();
        assertThat(messages).as(queueLogicalId).hasSize(1);
        return messages.getFirst();
    }

    void delete(String queueLogicalId, Message message) {
        aws.sqs()
                .deleteMessage(request ->
                        request.queueUrl(aws.resources().name(queueLogicalId)).receiptHandle(message.receiptHandle()));
    }

    /// What a message in StreamDeadLetterQueue, S3's notification, is about.
    Failure failure(Message notification) {
        JsonNode s3 = json(notification.body()).at("/Records/0/s3");
        String bucket = s3.at("/bucket/name").asText();
        String key = URLDecoder.decode(s3.at("/object/key").asText(), StandardCharsets.UTF_8);
        String content = aws.s3()
                .getObjectAsBytes(request -> request.bucket(bucket).key(key))
                .asUtf8String();
        return new Failure(bucket, key, json(content));
    }

    void delete(Failure failure) {
        aws.s3().deleteObject(request -> request.bucket(failure.bucket()).key(failure.key()));
    }

    /// Gives an asynchronous event to its function once more, as an invocation record names them.
    void replay(JsonNode invocationRecord) {
        aws.lambda()
                .invoke(request -> request.functionName(functionArn(invocationRecord))
                        .invocationType(InvocationType.EVENT)
                        .payload(SdkBytes.fromUtf8String(
                                invocationRecord.path("requestPayload").toString())));
    }

    /// Gives the records to their function once more. A function that reports batch item failures succeeds even where
    /// a record failed, so its answer has to be read.
    void replay(Failure failure) {
        InvokeResponse answer = aws.lambda()
                .invoke(request -> request.functionName(functionArn(failure.content()))
                        .payload(SdkBytes.fromUtf8String(failure.event().toString())));
        assertThat(answer.functionError()).isNull();
        assertThat(json(answer.payload().asUtf8String()).path("batchItemFailures"))
                .isEmpty();
    }

    private static String functionArn(JsonNode invocationRecord) {
        return invocationRecord.at("/requestContext/functionArn").asText();
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + text, e);
        }
    }
}
