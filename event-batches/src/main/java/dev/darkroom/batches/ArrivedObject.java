package dev.darkroom.batches;

import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3Entity;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3ObjectEntity;
import dev.darkroom.model.PhotoKey;
import java.util.Optional;
import java.util.function.Function;

/// An object of a photo that has arrived in a bucket, as S3's event notification names it.
/// Source: <https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html>
///
/// @param etag of the very object that the event is about, without quotes; empty where the event does not say
/// @param sequencer the order of the event among those of this key, in S3's digits; an empty text where it has none
public record ArrivedObject(String bucket, PhotoKey photo, Optional<String> etag, String sequencer) {
    static Optional<ArrivedObject> of(S3Entity s3, Function<String, Optional<PhotoKey>> photoOfKey) {
        S3ObjectEntity object = s3.getObject();
        return key(object)
                .flatMap(photoOfKey)
                .map(photo -> new ArrivedObject(
                        s3.getBucket().getName(),
                        photo,
                        Optional.ofNullable(object.geteTag()).filter(value -> !value.isEmpty()),
                        Optional.ofNullable(object.getSequencer()).orElse("")));
    }

    private static Optional<String> key(S3ObjectEntity object) {
        try {
            return Optional.of(object.getUrlDecodedKey());
        } catch (IllegalArgumentException notUrlEncoded) {
            return Optional.empty();
        }
    }
}
