package dev.darkroom.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/// Events delivered once more, in the shape that AWS sends.
record Events(Aws aws) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// S3's notification of an object, invoked asynchronously; its sequencer is older than any real one.
    /// Source: <https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html>
    void objectCreated(String function, String bucketLogicalId, String key) {
        String bucket = aws.resources().name(bucketLogicalId);
        HeadObjectResponse head =
                aws.s3().headObject(request -> request.bucket(bucket).key(key));
        ObjectNode record =
                created(bucket, key, head.contentLength(), head.eTag().replace("\"", ""));
        send(function, record, InvocationType.EVENT);
    }

    /// The same of an object that is gone meanwhile, waited for.
    void goneObjectCreated(String function, String bucketLogicalId, String key) {
        ObjectNode record = created(aws.resources().name(bucketLogicalId), key, 1, "0".repeat(32));
        requireSuccess(function, send(function, record, InvocationType.REQUEST_RESPONSE));
    }

    private ObjectNode created(String bucket, String key, long sizeBytes, String eTag) {
        ObjectNode record = JSON.createObjectNode();
        record.put("eventVersion", "2.1")
                .put("eventSource", "aws:s3")
                .put("awsRegion", aws.resources().region())
                .put("eventTime", "2026-11-01T12:00:00.000Z")
                .put("eventName", "ObjectCreated:Put");
        ObjectNode s3 = record.putObject("s3");
        s3.putObject("bucket").put("name", bucket).put("arn", "arn:aws:s3:::" + bucket);
        s3.putObject("object")
                .put("key", key)
                .put("size", sizeBytes)
                .put("eTag", eTag)
                .put("sequencer", "0000000000000001");
        return record;
    }

    /// DynamoDB's record of an item that was written as it is.
    /// Source: <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_Record.html>
    void itemChanged(String function, String tableLogicalId, List<String> keys, Map<String, AttributeValue> item) {
        ObjectNode record = JSON.createObjectNode();
        record.put("eventID", "0")
                .put("eventName", "MODIFY")
                .put("eventVersion", "1.1")
                .put("eventSource", "aws:dynamodb")
                .put("awsRegion", aws.resources().region())
                .put(
                        "eventSourceARN",
                        "arn:aws:dynamodb:::table/" + aws.resources().name(tableLogicalId) + "/stream/0");
        Map<String, AttributeValue> key = new LinkedHashMap<>(item);
        key.keySet().retainAll(keys);
        ObjectNode change = record.putObject("dynamodb");
        change.put("ApproximateCreationDateTime", 1_793_534_400)
                .put("SequenceNumber", "1")
                .put("SizeBytes", 1)
                .put("StreamViewType", "NEW_AND_OLD_IMAGES");
        change.set("Keys", json(key));
        change.set("OldImage", json(item));
        change.set("NewImage", json(item));
        requireSuccess(function, send(function, record, InvocationType.REQUEST_RESPONSE));
    }

    private static void requireSuccess(String function, InvokeResponse answer) {
        // A record that fails makes no error: it is named in the answer.
        if (answer.functionError() != null || answer.payload().asUtf8String().contains("itemIdentifier")) {
            throw new AssertionError(function + " failed: " + answer.payload().asUtf8String());
        }
    }

    private InvokeResponse send(String function, JsonNode record, InvocationType type) {
        ObjectNode event = JSON.createObjectNode();
        event.putArray("Records").add(record);
        return aws.lambda()
                .invoke(request -> request.functionName(aws.resources().name(function))
                        .invocationType(type)
                        .payload(SdkBytes.fromUtf8String(event.toString())));
    }

    private static ObjectNode json(Map<String, AttributeValue> attributes) {
        ObjectNode json = JSON.createObjectNode();
        attributes.forEach((name, value) -> json.set(name, json(value)));
        return json;
    }

    private static JsonNode json(AttributeValue value) {
        ObjectNode json = JSON.createObjectNode();
        switch (value.type()) {
            case S -> json.put("S", value.s());
            case N -> json.put("N", value.n());
            case BOOL -> json.put("BOOL", value.bool());
            case NUL -> json.put("NULL", true);
            case M -> json.set("M", json(value.m()));
            case L -> {
                var list = json.putArray("L");
                value.l().forEach(element -> list.add(json(element)));
            }
            case SS -> {
                var set = json.putArray("SS");
                value.ss().forEach(set::add);
            }
            case B, BS, NS, UNKNOWN_TO_SDK_VERSION ->
                throw new IllegalArgumentException("no table of Darkroom has " + value.type());
        }
        return json;
    }
}
