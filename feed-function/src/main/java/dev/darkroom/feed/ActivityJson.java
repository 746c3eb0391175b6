package dev.darkroom.feed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.darkroom.model.PhotoActivity;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/// A [PhotoActivity] as JSON, written field by field: binding it would cost every cold start a tenth of a second.
final class ActivityJson {
    private static final JsonFactory JSON = new JsonFactory();

    private ActivityJson() {}

    static String write(PhotoActivity activity) {
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("schemaVersion", activity.schemaVersion());
            json.writeStringField("eventId", activity.eventId());
            json.writeStringField("kind", activity.kind().name());
            json.writeStringField("photoId", activity.photoId().value());
            json.writeStringField("ownerId", activity.ownerId().value());
            json.writeStringField("occurredAt", activity.occurredAt());
            if (activity.traceparent() != null) {
                json.writeStringField("traceparent", activity.traceparent());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written to", e);
        }
        return text.toString();
    }
}
