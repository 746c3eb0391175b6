package dev.darkroom.bench;

import dev.darkroom.client.Cloud;
import dev.darkroom.client.CloudResources;
import dev.darkroom.client.SdkClients;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/// Causes events that carry a probe, on every path of `bench/events.yaml`.
final class EventSender implements AutoCloseable {
    private static final int SENDERS = 8;
    private static final int MESSAGES_A_BATCH = 10;
    private static final int ITEMS_A_BATCH = 25;

    private final CloudResources resources;
    private final URI api;
    private final S3Client s3;
    private final DynamoDbClient dynamoDb;
    private final SqsClient sqs;
    private final LambdaClient lambda;
    private final HttpClient http = HttpClient.newHttpClient();

    EventSender(Cloud cloud) {
        this.resources = cloud.resources();
        this.api = cloud.api();
        this.s3 = SdkClients.of(S3Client.builder().forcePathStyle(true), resources);
        this.dynamoDb = SdkClients.of(DynamoDbClient.builder(), resources);
        this.sqs = SdkClients.of(SqsClient.builder(), resources);
        this.lambda = SdkClients.of(LambdaClient.builder(), resources);
    }

    /// Causes one event, and returns when the service has answered.
    void send(EventPath path, String probe) {
        switch (path) {
            case S3 ->
                s3.putObject(put -> put.bucket(resources.name("Bucket")).key(probe), RequestBody.fromString("x"));
            case STREAM ->
                dynamoDb.putItem(put -> put.tableName(resources.name("Table")).item(item(probe)));
            case QUEUE ->
                sqs.sendMessage(send -> send.queueUrl(resources.name("Queue")).messageBody(probe));
            case ASYNCHRONOUS ->
                lambda.invoke(invoke -> invoke.functionName(resources.name("EmptyFunction"))
                        .invocationType(InvocationType.EVENT)
                        .payload(SdkBytes.fromUtf8String("{\"probe\":\"" + probe + "\"}")));
            case HTTP -> get(probe);
        }
    }

    /// Causes many events as fast as a few senders can, in batches where the service takes them.
    void sendAll(EventPath path, List<String> probes) throws InterruptedException {
        List<Runnable> calls = switch (path) {
            case STREAM -> batches(probes, ITEMS_A_BATCH).map(this::putItems).toList();
            case QUEUE ->
                batches(probes, MESSAGES_A_BATCH).map(this::sendMessages).toList();
            case S3, ASYNCHRONOUS, HTTP ->
                probes.stream().<Runnable>map(probe -> () -> send(path, probe)).toList();
        };
        try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
            List<Future<?>> sent = new ArrayList<>();
            calls.forEach(call -> sent.add(senders.submit(call)));
            for (Future<?> one : sent) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("an event could not be sent by " + path.label(), e.getCause());
        }
    }

    private static Stream<List<String>> batches(List<String> probes, int size) {
        return IntStream.range(0, (probes.size() + size - 1) / size)
                .mapToObj(i -> probes.subList(i * size, Math.min(probes.size(), (i + 1) * size)));
    }

    private Runnable putItems(List<String> probes) {
        List<WriteRequest> puts = probes.stream()
                .map(probe -> WriteRequest.builder()
                        .putRequest(put -> put.item(item(probe)))
                        .build())
                .toList();
        return () -> dynamoDb.batchWriteItem(write -> write.requestItems(Map.of(resources.name("Table"), puts)));
    }

    private Runnable sendMessages(List<String> probes) {
        List<SendMessageBatchRequestEntry> entries = probes.stream()
                .map(probe -> SendMessageBatchRequestEntry.builder()
                        .id(probe)
                        .messageBody(probe)
                        .build())
                .toList();
        return () -> sqs.sendMessageBatch(
                send -> send.queueUrl(resources.name("Queue")).entries(entries));
    }

    private static Map<String, AttributeValue> item(String probe) {
        return Map.of("id", AttributeValue.fromS(probe));
    }

    private void get(String probe) {
        try {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(URI.create(api + "/probe?id=" + probe))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("the HTTP API answered " + response.statusCode());
            }
        } catch (IOException e) {
            throw new IllegalStateException("the HTTP API did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        s3.close();
        dynamoDb.close();
        sqs.close();
        lambda.close();
        http.close();
    }
}
