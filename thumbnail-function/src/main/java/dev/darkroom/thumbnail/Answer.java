package dev.darkroom.thumbnail;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.darkroom.model.Manifest;
import dev.darkroom.model.PhotoId;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/// What an invocation answers. One without records only asks.
///
/// @param recipe the hash that manifests have, of today
/// @param engine the recipe in words
/// @param renditions how many files are made of a photo
/// @param memoryMegabytes of the function
record Answer(String recipe, String engine, int renditions, int memoryMegabytes, List<Made> photos) {
    private static final JsonFactory JSON = new JsonFactory();

    /// What became of a photo.
    record Made(PhotoId photoId, Outcome outcome) {}

    void write(OutputStream output) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(output)) {
            json.writeStartObject();
            json.writeStringField("recipe", recipe);
            json.writeStringField("engine", engine);
            json.writeNumberField("renditions", renditions);
            json.writeNumberField("memoryMegabytes", memoryMegabytes);
            json.writeArrayFieldStart("photos");
            for (Made made : photos) {
                write(json, made);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void write(JsonGenerator json, Made made) throws IOException {
        json.writeStartObject();
        json.writeStringField("photoId", made.photoId.value());
        switch (made.outcome) {
            case Outcome.Missing() -> json.writeStringField("outcome", "MISSING");
            case Outcome.Changed() -> json.writeStringField("outcome", "CHANGED");
            case Outcome.Recorded(Manifest manifest) -> {
                json.writeStringField("outcome", manifest.outcome().name());
                if (manifest.rejection() != null) {
                    json.writeStringField("rejection", manifest.rejection().name());
                }
            }
        }
        json.writeEndObject();
    }
}
