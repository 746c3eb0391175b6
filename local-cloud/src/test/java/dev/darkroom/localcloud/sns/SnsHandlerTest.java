package dev.darkroom.localcloud.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.localcloud.LoopbackServer;
import dev.darkroom.localcloud.backend.SqsBackend;
import dev.darkroom.localcloud.faults.Faults;
import dev.darkroom.localcloud.faults.Rule;
import dev.darkroom.localcloud.stack.QueueResource;
import dev.darkroom.localcloud.stack.TopicResource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

class SnsHandlerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SQS = "arn:aws:sqs:us-east-1:123456789012:";
    private static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:activity";
    private static final String HALF_BROKEN = "arn:aws:sns:us-east-1:123456789012:half-broken";
    private static final Faults FAULTS = new Faults();
    private static final List<String> QUEUES = List.of("raw", "envelope", "public-only", "dead");

    @TempDir
    static Path folder;

    private static SqsBackend backend;
    private static SqsClient sqs;
    private static LoopbackServer server;
    private static SnsClient sns;

    @BeforeAll
    static void start() throws IOException {
        List<QueueResource> queues = QUEUES.stream()
                .map(name -> new QueueResource(name, name, SQS + name, Map.of()))
                .toList();
        backend = SqsBackend.start(folder, URI.create("http://127.0.0.1:1"), "us-east-1", "123456789012", queues);
        sqs = backend.client();
        var topics = List.of(
                new TopicResource(
                        "Activity",
                        "activity",
                        TOPIC,
                        List.of(
                                subscription("raw", true, Optional.empty(), Optional.empty()),
                                subscription("envelope", false, Optional.empty(), Optional.empty()),
                                subscription(
                                        "public-only",
                                        true,
                                        Optional.of("{\"visibility\":[\"PUBLIC\"],\"size\":[{\"numeric\":[\">\",5]}]}"),
                                        Optional.empty()))),
                new TopicResource(
                        "HalfBroken",
                        "half-broken",
                        HALF_BROKEN,
                        List.of(
                                subscription("no-such-queue", true, Optional.empty(), Optional.of(SQS + "dead")),
                                subscription("raw", true, Optional.empty(), Optional.empty()))));
        server = LoopbackServer.start(0, uri -> new SnsHandler(Topics.of(topics, sqs, FAULTS)));
        sns = SnsClient.builder()
                .endpointOverride(server.uri())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    @AfterAll
    static void stop() {
        sns.close();
        server.close();
        backend.close();
    }

    @AfterEach
    void empty() {
        QUEUES.forEach(queue -> sqs.purgeQueue(request -> request.queueUrl(url(queue))));
    }

    @Test
    void aRawSubscriptionGetsTheMessageAsItWasSentWithItsAttributes() {
        sns.publish(request -> request.topicArn(TOPIC)
                .message("{\"a\":\"ä & <b> + 1%\"}")
                .messageAttributes(Map.of(
                        "visibility", text("PUBLIC"),
                        "size", number("7"),
                        "hash",
                                MessageAttributeValue.builder()
                                        .dataType("Binary")
                                        .binaryValue(SdkBytes.fromUtf8String("bytes"))
                                        .build())));

        assertThat(receive("raw")).singleElement().satisfies(message -> {
            assertThat(message.body()).isEqualTo("{\"a\":\"ä & <b> + 1%\"}");
            assertThat(message.messageAttributes())
                    .hasEntrySatisfying(
                            "visibility",
                            value -> assertThat(value.stringValue()).isEqualTo("PUBLIC"))
                    .hasEntrySatisfying(
                            "size", value -> assertThat(value.dataType()).isEqualTo("Number"))
                    .hasEntrySatisfying(
                            "hash",
                            value -> assertThat(value.binaryValue().asUtf8String())
                                    .isEqualTo("bytes"));
        });
    }

    @Test
    void withoutRawDeliveryTheMessageComesInItsEnvelope() throws IOException {
        String id = sns.publish(request -> request.topicArn(TOPIC)
                        .subject("news")
                        .message("hello")
                        .messageAttributes(Map.of("visibility", text("FRIENDS"))))
                .messageId();

        JsonNode envelope = JSON.readTree(receive("envelope").getFirst().body());
        assertThat(envelope.properties())
                .extracting(Map.Entry::getKey)
                .containsExactly(
                        "Type",
                        "MessageId",
                        "TopicArn",
                        "Subject",
                        "Message",
                        "Timestamp",
                        "SignatureVersion",
                        "Signature",
                        "SigningCertURL",
                        "UnsubscribeURL",
                        "MessageAttributes");
        assertThat(envelope.path("MessageId").asText()).isEqualTo(id);
        assertThat(envelope.path("TopicArn").asText()).isEqualTo(TOPIC);
        assertThat(envelope.path("Message").asText()).isEqualTo("hello");
        assertThat(envelope.path("Timestamp").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(envelope.path("MessageAttributes"))
                .isEqualTo(JSON.readTree("{\"visibility\":{\"Type\":\"String\",\"Value\":\"FRIENDS\"}}"));
    }

    @Test
    void thePublishersTraceComesWithTheMessageInBothForms() {
        sns.publish(request -> request.topicArn(TOPIC)
                .message("hello")
                .overrideConfiguration(
                        override -> override.putHeader("X-Amzn-Trace-Id", "Root=1-2-3;Lineage=a87bd80c:1")));

        for (String queue : List.of("raw", "envelope")) {
            assertThat(receive(queue))
                    .singleElement()
                    .satisfies(message -> assertThat(message.attributes())
                            .containsEntry(
                                    MessageSystemAttributeName.AWS_TRACE_HEADER, "Root=1-2-3;Lineage=a87bd80c:1"));
        }
    }

    @Test
    void aFilterPolicyIsAboutTheAttributes() {
        publish(text("PUBLIC"), number("7"), "passes");
        publish(text("PUBLIC"), number("5"), "too small");
        publish(text("FRIENDS"), number("7"), "not public");
        sns.publish(request -> request.topicArn(TOPIC).message("without attributes"));

        assertThat(receive("public-only")).extracting(Message::body).containsExactly("passes");
    }

    @Test
    void whatASubscribedQueueRefusesGoesToTheDeadLetterQueueAndTheOthersGetIt() {
        sns.publish(request -> request.topicArn(HALF_BROKEN).message("hello"));

        assertThat(receive("dead")).extracting(Message::body).containsExactly("hello");
        assertThat(receive("raw")).extracting(Message::body).containsExactly("hello");
    }

    @Test
    void aQueueCanBeMadeToRefuseAMessageAndThenToTakeIt() {
        Rule rule = FAULTS.add(Rule.refusing(Rule.SNS, "sqs", SQS + "raw", "unlucky"));
        sns.publish(request -> request.topicArn(HALF_BROKEN).message("unlucky"));
        sns.publish(request -> request.topicArn(HALF_BROKEN).message("lucky"));
        FAULTS.remove(rule);
        sns.publish(request -> request.topicArn(HALF_BROKEN).message("unlucky again"));

        assertThat(receive("raw")).extracting(Message::body).containsExactlyInAnyOrder("lucky", "unlucky again");
        assertThat(receive("dead")).extracting(Message::body).contains("unlucky");
    }

    @Test
    void theEntriesOfABatchStandForThemselves() {
        PublishBatchResponse response = sns.publishBatch(request -> request.topicArn(TOPIC)
                .publishBatchRequestEntries(
                        PublishBatchRequestEntry.builder()
                                .id("1")
                                .message("one")
                                .build(),
                        PublishBatchRequestEntry.builder()
                                .id("2")
                                .message("x".repeat(300_000))
                                .build()));

        assertThat(response.successful()).singleElement().satisfies(entry -> {
            assertThat(entry.id()).isEqualTo("1");
            assertThat(entry.messageId()).isNotEmpty();
        });
        assertThat(response.failed()).singleElement().satisfies(entry -> {
            assertThat(entry.id()).isEqualTo("2");
            assertThat(entry.senderFault()).isTrue();
        });
        assertThat(receive("raw")).extracting(Message::body).containsExactly("one");
    }

    @Test
    void aMessagePerProtocolIsTheOneForQueues() {
        sns.publish(request -> request.topicArn(TOPIC)
                .messageStructure("json")
                .message("{\"default\":\"for others\",\"sqs\":\"for queues\"}"));

        assertThat(receive("raw")).extracting(Message::body).containsExactly("for queues");
    }

    @Test
    void topicsAndSubscriptionsAreListed() {
        assertThat(sns.listTopics().topics())
                .extracting(topic -> topic.topicArn())
                .containsExactly(TOPIC, HALF_BROKEN);
        assertThat(sns.listSubscriptionsByTopic(request -> request.topicArn(TOPIC))
                        .subscriptions())
                .extracting(subscription -> subscription.endpoint())
                .containsExactly(SQS + "raw", SQS + "envelope", SQS + "public-only");
        assertThat(sns.getTopicAttributes(request -> request.topicArn(TOPIC)).attributes())
                .containsEntry("Owner", "123456789012")
                .containsEntry("SubscriptionsConfirmed", "3");
    }

    @Test
    void whatIsWrongIsSaidInTheWordsThatSdksKnow() {
        assertThatThrownBy(() ->
                        sns.publish(request -> request.topicArn(TOPIC + "x").message("hello")))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> sns.publish(request -> request.topicArn(TOPIC).message("x".repeat(300_000))))
                .isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> sns.createTopic(request -> request.name("new")))
                .hasMessageContaining("CreateTopic");
        assertThatThrownBy(() -> url("no-such-queue")).isInstanceOf(QueueDoesNotExistException.class);
    }

    private static void publish(MessageAttributeValue visibility, MessageAttributeValue size, String message) {
        sns.publish(request -> request.topicArn(TOPIC)
                .message(message)
                .messageAttributes(Map.of("visibility", visibility, "size", size)));
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }

    private static MessageAttributeValue number(String value) {
        return MessageAttributeValue.builder()
                .dataType("Number")
                .stringValue(value)
                .build();
    }

    private static TopicResource.Subscription subscription(
            String queue, boolean raw, Optional<String> filterPolicy, Optional<String> deadLetterQueueArn) {
        return new TopicResource.Subscription(SQS + queue, raw, filterPolicy, deadLetterQueueArn);
    }

    private static List<Message> receive(String queue) {
        return sqs.receiveMessage(request -> request.queueUrl(url(queue))
                        .maxNumberOfMessages(10)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.AWS_TRACE_HEADER))
                .messages();
    }

    private static String url(String queue) {
        return sqs.getQueueUrl(request -> request.queueName(queue)).queueUrl();
    }
}
