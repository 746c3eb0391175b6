package dev.darkroom.localcloud.s3;

import dev.darkroom.localcloud.stack.BucketResource;
import dev.darkroom.localcloud.stack.BucketResource.Notification;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Which of a bucket's notification configurations an event goes to.
/// Source: Supported event types, and filtering by object key name,
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html>,
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html>
final class NotificationRules {
    private final Map<String, List<Notification>> byBucket;

    NotificationRules(List<BucketResource> buckets) {
        byBucket = buckets.stream().collect(Collectors.toMap(BucketResource::name, BucketResource::notifications));
    }

    /// Those that ask for it.
    ///
    /// @param eventName without `s3:`, such as `ObjectCreated:Put`
    /// @param key as it is, not URL-encoded
    List<Notification> matching(String bucket, String eventName, String key) {
        return byBucket.getOrDefault(bucket, List.of()).stream()
                .filter(rule -> rule.events().stream().anyMatch(pattern -> isOfType(eventName, pattern)))
                .filter(rule -> key.startsWith(decoded(rule.prefix())))
                .filter(rule -> key.endsWith(decoded(rule.suffix())))
                .toList();
    }

    /// A rule writes keys as events do: a space is a plus sign, special characters are percent-encoded. An asterisk is
    /// an asterisk.
    private static String decoded(Optional<String> value) {
        return URLDecoder.decode(value.orElse(""), StandardCharsets.UTF_8);
    }

    private static boolean isOfType(String eventName, String pattern) {
        String type = pattern.startsWith("s3:") ? pattern.substring(3) : pattern;
        return type.endsWith("*") ? eventName.startsWith(type.substring(0, type.length() - 1)) : eventName.equals(type);
    }
}
