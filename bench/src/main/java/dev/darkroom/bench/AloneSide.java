package dev.darkroom.bench;

import dev.darkroom.client.CloudResources;
import dev.darkroom.client.SdkClients;
import dev.darkroom.localcloud.LocalCloud;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.s3.S3Client;

/// The thumbnail zip alone: originals lie in its bucket, and it is invoked directly with the events S3 would send.
final class AloneSide implements AutoCloseable {
    private static final String OWNER = "bench";

    private final String uploads;
    private final String function;
    private final int concurrency;
    private final S3Client s3;
    private final LambdaClient lambda;

    AloneSide(LocalCloud cloud, int concurrency) {
        CloudResources resources = cloud.resources();
        this.uploads = resources.name("UploadsBucket");
        this.function = resources.name("ThumbnailFunction");
        this.concurrency = concurrency;
        this.s3 = SdkClients.of(S3Client.builder(), resources);
        this.lambda = SdkClients.of(LambdaClient.builder(), resources);
    }

    void warmUp(Originals few) throws InterruptedException {
        run(few, 0);
    }

    /// Runs the zip over all originals, as many at once as the account's concurrency allows.
    ///
    /// @return photos a second
    double run(Originals originals, int round) throws InterruptedException {
        List<String> events = new ArrayList<>();
        for (int i = 0; i < originals.count(); i++) {
            byte[] bytes = originals.get(i, round);
            String key = OWNER + "/" + "01BENCH%04d%015d".formatted(round, i);
            String tag = s3.putObject(request -> request.bucket(uploads).key(key), RequestBody.fromBytes(bytes))
                    .eTag()
                    .replace("\"", "");
            events.add(event(key, bytes.length, tag));
        }
        long began = System.nanoTime();
        try (ExecutorService workers = Executors.newFixedThreadPool(concurrency)) {
            List<Future<?>> runs = new ArrayList<>();
            events.forEach(event -> runs.add(workers.submit(() -> invoke(event))));
            for (Future<?> one : runs) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the thumbnail zip alone failed", e.getCause());
        }
        return originals.count() / ((System.nanoTime() - began) / 1e9);
    }

    private String event(String key, int size, String tag) {
        return """
                {"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"us-east-1",
                "eventTime":"2026-01-01T00:00:00.000Z","eventName":"ObjectCreated:Put","s3":{"s3SchemaVersion":"1.0",
                "bucket":{"name":"%s"},"object":{"key":"%s","size":%d,"eTag":"%s","sequencer":"00"}}}]}
                """.formatted(uploads, key, size, tag);
    }

    private void invoke(String event) {
        InvokeResponse response =
                lambda.invoke(request -> request.functionName(function).payload(SdkBytes.fromUtf8String(event)));
        if (response.functionError() != null) {
            throw new IllegalStateException(response.payload().asUtf8String());
        }
    }

    @Override
    public void close() {
        s3.close();
        lambda.close();
    }
}
