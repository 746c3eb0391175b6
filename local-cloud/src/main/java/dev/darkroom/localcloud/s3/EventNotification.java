package dev.darkroom.localcloud.s3;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// An event notification with its one record, in version 2.1: what S3 was recorded to send in 2025. The page below has
/// gone on to 2.6 since, by fields that consumers of 2.1 ignore.
/// Source: Event message structure,
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html>
///
/// @param name without `s3:`
/// @param object empty for a removal
record EventNotification(
        String region,
        Instant time,
        String name,
        String configurationId,
        String bucket,
        String ownerId,
        String key,
        Optional<ObjectState> object,
        String sequencer,
        S3Request request) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final DateTimeFormatter MILLISECONDS = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /// An object's bytes, in short.
    ///
    /// @param eTag without quotes
    record ObjectState(String eTag, long sizeBytes) {}

    byte[] toJson() {
        var event = JSON.objectNode();
        var item = event.putArray("Records").addObject();
        item.put("eventVersion", "2.1");
        item.put("eventSource", "aws:s3");
        item.put("awsRegion", region);
        item.put("eventTime", MILLISECONDS.format(time));
        item.put("eventName", name);
        item.putObject("userIdentity").put("principalId", "AWS:" + request.caller());
        item.putObject("requestParameters").put("sourceIPAddress", request.sourceIpAddress());
        item.putObject("responseElements")
                .put("x-amz-request-id", request.requestId().get())
                .put(S3Request.HOST_ID_HEADER, request.hostId());
        addS3(item.putObject("s3"));
        return event.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void addS3(ObjectNode s3) {
        s3.put("s3SchemaVersion", "1.0");
        s3.put("configurationId", configurationId);
        var inBucket = s3.putObject("bucket");
        inBucket.put("name", bucket);
        inBucket.putObject("ownerIdentity").put("principalId", ownerId);
        inBucket.put("arn", "arn:aws:s3:::" + bucket);
        var changed = s3.putObject("object");
        changed.put("key", encode(key));
        object.ifPresent(state -> changed.put("size", state.sizeBytes()).put("eTag", state.eTag()));
        changed.put("sequencer", sequencer);
    }

    /// As a form would encode it, with slashes kept: a space is a plus sign.
    private static String encode(String key) {
        return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/");
    }
}
