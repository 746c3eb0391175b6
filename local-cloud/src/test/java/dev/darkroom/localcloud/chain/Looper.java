package dev.darkroom.localcloud.chain;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Triggers itself again with whatever comes: by an object, by a message to its queue, or by its topic.
public final class Looper implements RequestHandler<Map<String, Object>, Object> {
    private final S3Client objects = S3Client.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    private final SqsClient queues = SqsClient.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    private final SnsClient topics = SnsClient.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();

    @Override
    public Object handleRequest(Map<String, Object> event, Context context) {
        for (Object each : (List<?>) Objects.requireNonNull(event.get("Records"))) {
            var record = (Map<?, ?>) each;
            if (record.get("s3") instanceof Map<?, ?> s3) {
                again(s3);
            } else {
                again(String.valueOf(record.get("body")));
            }
        }
        return Map.of();
    }

    private void again(Map<?, ?> s3) {
        String bucket = String.valueOf(((Map<?, ?>) Objects.requireNonNull(s3.get("bucket"))).get("name"));
        objects.putObject(request -> request.bucket(bucket).key("again"), RequestBody.fromString("again"));
    }

    private void again(String body) {
        if (body.equals("by topic")) {
            topics.publish(
                    request -> request.topicArn(System.getenv("LOOP_TOPIC_ARN")).message(body));
        } else {
            queues.sendMessage(
                    request -> request.queueUrl(System.getenv("LOOP_QUEUE_URL")).messageBody(body));
        }
    }
}
