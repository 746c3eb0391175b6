package dev.darkroom.thumbnail;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.darkroom.model.HopTiming;
import dev.darkroom.model.Manifest;
import dev.darkroom.model.Rendition;
import dev.darkroom.model.SourceImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Writes manifests field by field: a mapper would cost a cold start a tenth of a second for this one document.
final class ManifestJson {
    private static final JsonFactory JSON = new JsonFactory();

    private ManifestJson() {}

    /// The manifest in UTF-8, as any JSON mapper writes its record.
    static byte[] of(Manifest manifest) {
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            write(json, manifest);
        } catch (IOException notInMemory) {
            throw new UncheckedIOException(notInMemory);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, Manifest manifest) throws IOException {
        json.writeStartObject();
        json.writeNumberField("schemaVersion", manifest.schemaVersion());
        json.writeStringField("photoId", manifest.photoId().value());
        json.writeStringField("ownerId", manifest.ownerId().value());
        write(json, manifest.source());
        json.writeStringField("outcome", manifest.outcome().name());
        if (manifest.rejection() != null) {
            json.writeStringField("rejection", manifest.rejection().name());
        }
        json.writeArrayFieldStart("renditions");
        for (Rendition rendition : manifest.renditions()) {
            write(json, rendition);
        }
        json.writeEndArray();
        if (manifest.placeholder() != null) {
            json.writeStringField("placeholder", manifest.placeholder());
        }
        if (manifest.dominantColour() != null) {
            json.writeStringField("dominantColour", manifest.dominantColour());
        }
        json.writeBooleanField("animated", manifest.animated());
        json.writeStringField("recipe", manifest.recipe());
        write(json, manifest.timing());
        if (manifest.traceparent() != null) {
            json.writeStringField("traceparent", manifest.traceparent());
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, SourceImage source) throws IOException {
        json.writeObjectFieldStart("source");
        json.writeStringField("etag", source.etag());
        json.writeNumberField("bytes", source.bytes());
        json.writeStringField("sha256", source.sha256());
        json.writeStringField("contentType", source.contentType());
        json.writeNumberField("width", source.width());
        json.writeNumberField("height", source.height());
        json.writeNumberField("orientation", source.orientation());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Rendition rendition) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", rendition.name());
        json.writeNumberField("width", rendition.width());
        json.writeNumberField("height", rendition.height());
        json.writeNumberField("bytes", rendition.bytes());
        json.writeStringField("contentType", rendition.contentType());
        json.writeStringField("key", rendition.key());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, HopTiming timing) throws IOException {
        json.writeObjectFieldStart("timing");
        json.writeStringField("hop", timing.hop());
        json.writeNumberField("attempt", timing.attempt());
        json.writeNumberField("startedAtMillis", timing.startedAtMillis());
        json.writeNumberField("durationMillis", timing.durationMillis());
        json.writeStringField("requestId", timing.requestId());
        json.writeBooleanField("coldStart", timing.coldStart());
        json.writeEndObject();
    }
}
