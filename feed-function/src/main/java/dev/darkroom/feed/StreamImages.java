package dev.darkroom.feed;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A stream record's images, from the types of Lambda's event library to those of the SDK, which the tables read.
final class StreamImages {
    private StreamImages() {}

    /// Translates an image; empty where there is none.
    static Optional<Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue>> of(
            @Nullable Map<String, AttributeValue> image) {
        return Optional.ofNullable(image)
                .filter(attributes -> !attributes.isEmpty())
                .map(StreamImages::map);
    }

    private static Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> map(
            Map<String, AttributeValue> attributes) {
        return attributes.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> value(entry.getValue())));
    }

    private static software.amazon.awssdk.services.dynamodb.model.AttributeValue value(AttributeValue value) {
        var translated = software.amazon.awssdk.services.dynamodb.model.AttributeValue.builder()
                .s(value.getS())
                .n(value.getN())
                .bool(value.getBOOL())
                .nul(value.getNULL());
        if (value.getL() != null) {
            translated.l(value.getL().stream().map(StreamImages::value).toList());
        }
        if (value.getM() != null) {
            translated.m(map(value.getM()));
        }
        return translated.build();
    }
}
