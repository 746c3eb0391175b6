package dev.darkroom.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A photo as `POST /photos` takes it; what is null is left out.
@JsonInclude(JsonInclude.Include.NON_NULL)
record Announcement(
        @Nullable String fileName,
        String contentType,
        int sizeBytes,
        String sha256,
        @Nullable String visibility,
        @Nullable String title,
        @Nullable String description,
        List<String> tags) {
    static Announcement of(NewPhoto photo) {
        return new Announcement(
                photo.fileName().orElse(null),
                photo.contentType(),
                photo.bytes().length,
                photo.sha256(),
                photo.visibility().orElse(null),
                photo.title().orElse(null),
                photo.description().orElse(null),
                photo.tags());
    }
}
