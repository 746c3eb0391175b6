package dev.darkroom.metadata;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.darkroom.model.HopTiming;
import dev.darkroom.model.Manifest;
import dev.darkroom.model.PhotoId;
import dev.darkroom.model.PhotoState;
import dev.darkroom.model.Rejection;
import dev.darkroom.model.Rendition;
import dev.darkroom.model.SourceImage;
import dev.darkroom.model.UserId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads manifests. Fields it does not know are ignored. A mapper would cost a cold start a tenth of a second for
/// this one document.
final class ManifestJson {
    private static final JsonFactory JSON = new JsonFactory();

    private ManifestJson() {}

    /// Empty where the bytes are no manifest, whatever else they are.
    static Optional<Manifest> read(byte[] json) {
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            return value(parser) instanceof Fields manifest ? Optional.of(manifest(manifest)) : Optional.empty();
        } catch (IOException | IllegalArgumentException | NoSuchElementException | ClassCastException noManifest) {
            return Optional.empty();
        }
    }

    private static Manifest manifest(Fields manifest) {
        List<Rendition> renditions = new ArrayList<>();
        for (Object rendition : (List<?>) manifest.get("renditions")) {
            renditions.add(rendition((Fields) rendition));
        }
        return new Manifest(
                (int) manifest.number("schemaVersion"),
                new PhotoId(manifest.text("photoId")),
                new UserId(manifest.text("ownerId")),
                source((Fields) manifest.get("source")),
                PhotoState.valueOf(manifest.text("outcome")),
                manifest.optionalText("rejection").map(ManifestJson::rejection).orElse(null),
                renditions,
                manifest.optionalText("placeholder").orElse(null),
                manifest.optionalText("dominantColour").orElse(null),
                manifest.flag("animated"),
                manifest.text("recipe"),
                timing((Fields) manifest.get("timing")),
                manifest.optionalText("traceparent").orElse(null));
    }

    private static SourceImage source(Fields source) {
        return new SourceImage(
                source.text("etag"),
                source.number("bytes"),
                source.text("sha256"),
                source.text("contentType"),
                (int) source.number("width"),
                (int) source.number("height"),
                (int) source.number("orientation"));
    }

    private static Rendition rendition(Fields rendition) {
        return new Rendition(
                rendition.text("name"),
                (int) rendition.number("width"),
                (int) rendition.number("height"),
                rendition.number("bytes"),
                rendition.text("contentType"),
                rendition.text("key"));
    }

    private static HopTiming timing(Fields timing) {
        return new HopTiming(
                timing.text("hop"),
                (int) timing.number("attempt"),
                timing.number("startedAtMillis"),
                timing.number("durationMillis"),
                timing.text("requestId"),
                (Boolean) timing.get("coldStart"));
    }

    /// A reason of a newer writer is one all the same.
    private static Rejection rejection(String name) {
        return Arrays.stream(Rejection.values())
                .filter(reason -> reason.name().equals(name))
                .findFirst()
                .orElse(Rejection.OTHER);
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
            case null, default -> null;
        };
    }

    private static Fields object(JsonParser parser) throws IOException {
        Map<String, Object> values = new HashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            @Nullable Object value = value(parser);
            if (value != null) {
                values.put(name, value);
            }
        }
        return new Fields(values);
    }

    private static List<Object> array(JsonParser parser) throws IOException {
        List<Object> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            @Nullable Object value = value(parser);
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    /// An object's fields that are not null.
    private record Fields(Map<String, Object> values) {
        Object get(String name) {
            return Optional.ofNullable(values.get(name)).orElseThrow();
        }

        String text(String name) {
            return (String) get(name);
        }

        Optional<String> optionalText(String name) {
            return Optional.ofNullable(values.get(name)).map(String.class::cast);
        }

        /// An older writer leaves it out where it is false.
        boolean flag(String name) {
            return Boolean.TRUE.equals(values.get(name));
        }

        long number(String name) {
            return (Long) get(name);
        }
    }
}
