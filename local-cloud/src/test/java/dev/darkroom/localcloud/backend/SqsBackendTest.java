package dev.darkroom.localcloud.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.darkroom.localcloud.stack.QueueResource;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class SqsBackendTest {
    private static final URI ENDPOINT = URI.create("http://127.0.0.1:4566");
    private static final String REGION = "eu-central-1";
    private static final String ACCOUNT = "111122223333";
    private static final QueueResource DEAD = queue("dead", Map.of());

    @TempDir
    private Path data;

    private static QueueResource queue(String name, Map<String, String> attributes) {
        return new QueueResource(name, name, "arn:aws:sqs:" + REGION + ":" + ACCOUNT + ":" + name, attributes);
    }

    private static QueueResource work(int visibilitySeconds, int maxReceiveCount) {
        return queue(
                "work",
                Map.of(
                        "VisibilityTimeout",
                        Integer.toString(visibilitySeconds),
                        "RedrivePolicy",
                        "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":%d}"
                                .formatted(DEAD.arn(), maxReceiveCount)));
    }

    private SqsBackend start(QueueResource work) {
        return SqsBackend.start(data, ENDPOINT, REGION, ACCOUNT, List.of(work, DEAD));
    }

    private static SqsClient client(SqsBackend sqs) {
        return SqsClient.builder()
                .endpointOverride(sqs.uri())
                .region(Region.of(REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    private static List<Message> receive(SqsClient client, String queue) {
        String url = ENDPOINT + "/" + ACCOUNT + "/" + queue;
        return client.receiveMessage(request -> request.queueUrl(url).waitTimeSeconds(5))
                .messages();
    }

    @Test
    void messagesAndQueuesOutliveTheirProcessAndTheTemplateMayChangeThem() {
        QueueResource first = work(30, 5);
        try (var sqs = start(first)) {
            sqs.send(first.arn(), "before", MessageAttributes.NONE);
        }
        try (var sqs = start(work(1, 1));
                var client = client(sqs)) {
            assertThat(receive(client, "work")).extracting(Message::body).containsExactly("before");
            var attributes = client.getQueueAttributes(request ->
                            request.queueUrl(ENDPOINT + "/" + ACCOUNT + "/work").attributeNames(QueueAttributeName.ALL))
                    .attributes();
            assertThat(attributes).containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "1");
            // Not deleted: seen again after a second, and then, received too often, dead.
            assertThat(receive(client, "work")).isEmpty();
            assertThat(receive(client, "dead")).extracting(Message::body).containsExactly("before");
        }
    }

    @Test
    void aMessageIsInOneQueueAfterARestartHoweverOftenItWasRedrivenAndMovedBack() {
        QueueResource work = work(1, 1);
        try (var sqs = start(work);
                var client = client(sqs)) {
            sqs.send(work.arn(), "poison", MessageAttributes.NONE);
            redrive(client);
        }
        try (var sqs = start(work);
                var client = client(sqs)) {
            assertThat(List.of(count(client, "work"), count(client, "dead"))).containsExactly(0, 1);
            client.startMessageMoveTask(request -> request.sourceArn(DEAD.arn()));
            redrive(client);
            client.startMessageMoveTask(request -> request.sourceArn(DEAD.arn()));
            await().until(() -> count(client, "work") == 1);
            sqs.send(DEAD.arn(), "later", MessageAttributes.NONE);
        }
        try (var sqs = start(work);
                var client = client(sqs)) {
            assertThat(receive(client, "work")).extracting(Message::body).containsExactly("poison");
            assertThat(receive(client, "dead")).extracting(Message::body).containsExactly("later");
        }
    }

    /// Receives without deleting until the message is dead.
    private static void redrive(SqsClient client) {
        await().until(() -> {
            receive(client, "work");
            return count(client, "dead") == 1;
        });
    }

    private static int count(SqsClient client, String queue) {
        String url = ENDPOINT + "/" + ACCOUNT + "/" + queue;
        return Integer.parseInt(client.getQueueAttributes(request ->
                        request.queueUrl(url).attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                .attributesAsStrings()
                .get("ApproximateNumberOfMessages"));
    }

    @Test
    void aBackendOnOtherDataKnowsNothingOfTheOneBefore() {
        QueueResource work = work(30, 5);
        try (var sqs = start(work)) {
            sqs.send(work.arn(), "of the first", MessageAttributes.NONE);
        }
        Path elsewhere = data.resolve("elsewhere");
        try (var sqs = SqsBackend.start(elsewhere, ENDPOINT, REGION, ACCOUNT, List.of(work, DEAD));
                var client = client(sqs)) {
            assertThat(receive(client, "work")).isEmpty();
        }
    }

    @Test
    void aQueueThatIsNotThereCannotBeSentTo() {
        try (var sqs = start(work(30, 5))) {
            assertThatThrownBy(() ->
                            sqs.send("arn:aws:sqs:eu-central-1:111122223333:none", "lost", MessageAttributes.NONE))
                    .isInstanceOf(NoSuchElementException.class);
        }
    }
}
