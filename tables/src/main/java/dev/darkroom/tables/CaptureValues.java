package dev.darkroom.tables;

import dev.darkroom.model.Exposure;
import dev.darkroom.model.ExposureTime;
import dev.darkroom.model.Location;
import dev.darkroom.model.Suggestions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What the camera and others wrote into a file, as values of the photo's item.
final class CaptureValues {
    private static final AttributeValue UNKNOWN = AttributeValue.fromNul(true);

    private CaptureValues() {}

    /// An exposure as a list of its parts: names for them would take an ordinary item past 1 KB.
    static AttributeValue write(Exposure exposure) {
        return AttributeValue.fromL(List.of(
                exposure.time().map(time -> Values.text(time.toString())).orElse(UNKNOWN),
                exposure.fNumber().map(Values::number).orElse(UNKNOWN),
                exposure.iso().map(Values::number).orElse(UNKNOWN),
                exposure.focalLength().map(Values::number).orElse(UNKNOWN),
                exposure.focalLengthIn35mm().map(Values::number).orElse(UNKNOWN)));
    }

    static Exposure readExposure(AttributeValue exposure) {
        List<AttributeValue> parts = exposure.l();
        return new Exposure(
                Optional.ofNullable(parts.get(0).s()).map(ExposureTime::parse),
                Optional.ofNullable(parts.get(1).n()).map(Double::valueOf),
                Optional.ofNullable(parts.get(2).n()).map(Integer::valueOf),
                Optional.ofNullable(parts.get(3).n()).map(Double::valueOf),
                Optional.ofNullable(parts.get(4).n()).map(Integer::valueOf));
    }

    static AttributeValue write(Location location) {
        return AttributeValue.fromM(Map.of(
                "latitude", Values.number(location.latitude()), "longitude", Values.number(location.longitude())));
    }

    static Location readLocation(AttributeValue location) {
        var attributes = new Attributes(location.m());
        return new Location(attributes.decimal("latitude"), attributes.decimal("longitude"));
    }

    static AttributeValue write(Suggestions suggestions) {
        Map<String, AttributeValue> values = new HashMap<>();
        suggestions.title().ifPresent(title -> values.put("title", Values.text(title)));
        suggestions.description().ifPresent(description -> values.put("description", Values.text(description)));
        Values.texts(suggestions.tags()).ifPresent(tags -> values.put("tags", tags));
        return AttributeValue.fromM(values);
    }

    static Suggestions readSuggestions(AttributeValue suggestions) {
        var attributes = new Attributes(suggestions.m());
        return new Suggestions(
                attributes.optionalText("title"), attributes.optionalText("description"), attributes.texts("tags"));
    }
}
