package dev.darkroom.client;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What is to change about a photo; what is not named stays. Sent as a JSON merge patch.
/// Source: <https://www.rfc-editor.org/rfc/rfc7396>
///
/// @param fields new values by name; empty ones are removed
public record Edit(Map<String, Optional<Object>> fields) {
    /// Changes nothing yet.
    public static final Edit NOTHING = new Edit(Map.of());

    public Edit {
        fields = Map.copyOf(fields);
    }

    public Edit title(String title) {
        return with("title", Optional.of(title));
    }

    public Edit withoutTitle() {
        return with("title", Optional.empty());
    }

    public Edit description(String description) {
        return with("description", Optional.of(description));
    }

    public Edit withoutDescription() {
        return with("description", Optional.empty());
    }

    /// Replaces all tags.
    public Edit tags(List<String> tags) {
        return with("tags", Optional.of(List.copyOf(tags)));
    }

    public Edit withoutTags() {
        return with("tags", Optional.empty());
    }

    /// Shows the photo to others than before.
    ///
    /// @param visibility PRIVATE, FRIENDS or PUBLIC
    public Edit visibility(String visibility) {
        return with("visibility", Optional.of(visibility));
    }

    private Edit with(String field, Optional<Object> value) {
        Map<String, Optional<Object>> more = new TreeMap<>(fields);
        more.put(field, value);
        return new Edit(more);
    }
}
