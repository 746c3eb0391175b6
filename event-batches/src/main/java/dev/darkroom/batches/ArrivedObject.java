package dev.darkroom.batches;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.darkroom.model.PhotoKey;
import java.net.URLDecoder;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// An object of a photo that has arrived in a bucket, as S3's event notification names it.
/// Source: <https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html>
///
/// @param etag of the very object that the event is about, without quotes; empty where the event does not say
/// @param sequencer the order of the event among those of this key, in S3's digits; an empty text where it has none
public record ArrivedObject(String bucket, PhotoKey photo, Optional<String> etag, String sequencer) {
    /// Empty where the record has no key that is wanted.
    ///
    /// @param notification as [S3EventJson] has it
    static Optional<ArrivedObject> of(
            Map<String, String> notification, Function<String, Optional<PhotoKey>> photoOfKey) {
        return Optional.ofNullable(notification.get("s3/object/key"))
                .flatMap(ArrivedObject::decoded)
                .flatMap(photoOfKey)
                .map(photo -> new ArrivedObject(
                        notification.getOrDefault("s3/bucket/name", ""),
                        photo,
                        Optional.ofNullable(notification.get("s3/object/eTag")).filter(value -> !value.isEmpty()),
                        notification.getOrDefault("s3/object/sequencer", "")));
    }

    private static Optional<String> decoded(String key) {
        try {
            return Optional.of(URLDecoder.decode(key, UTF_8));
        } catch (IllegalArgumentException notUrlEncoded) {
            return Optional.empty();
        }
    }
}
