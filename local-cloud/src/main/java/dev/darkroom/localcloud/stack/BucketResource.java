package dev.darkroom.localcloud.stack;

import java.util.List;
import java.util.Optional;

/// An S3 bucket, with its event notifications and its CORS rules.
public record BucketResource(String logicalId, String name, List<Notification> notifications, List<CorsRule> cors) {
    public BucketResource {
        notifications = List.copyOf(notifications);
        cors = List.copyOf(cors);
    }

    /// What an object's creation or removal invokes or enqueues.
    /// Source: S3 event notifications,
    /// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventNotifications.html>
    ///
    /// @param id the configuration id that the event carries
    /// @param events such as `s3:ObjectCreated:*`
    /// @param targetArn of a function or of a queue
    public record Notification(
            String id, List<String> events, Optional<String> prefix, Optional<String> suffix, String targetArn) {
        public Notification {
            events = List.copyOf(events);
        }
    }

    /// One rule of the bucket's CORS configuration.
    public record CorsRule(
            List<String> allowedOrigins,
            List<String> allowedMethods,
            List<String> allowedHeaders,
            List<String> exposedHeaders,
            int maxAgeSeconds) {}
}
