package dev.darkroom.model;

import java.util.List;
import java.util.Optional;

/// What a file says of its photo, offered to the owner alone: whatever it was written for, it was not for this
/// photo's viewers. Any part may be absent, though not all of them, and each could be set as it is.
public record Suggestions(Optional<String> title, Optional<String> description, List<String> tags) {
    public Suggestions {
        tags = List.copyOf(tags);
        require(title.isEmpty() || CaptionLimits.isText(title.get(), 1, CaptionLimits.TITLE_CHARACTERS), "title");
        require(
                description.isEmpty()
                        || CaptionLimits.isText(description.get(), 1, CaptionLimits.DESCRIPTION_CHARACTERS),
                "description");
        require(
                tags.size() <= CaptionLimits.TAGS
                        && tags.stream().allMatch(tag -> CaptionLimits.isText(tag, 1, CaptionLimits.TAG_CHARACTERS)),
                "tags");
    }

    /// What is suggested, if anything is.
    public static Optional<Suggestions> of(Optional<String> title, Optional<String> description, List<String> tags) {
        return title.isEmpty() && description.isEmpty() && tags.isEmpty()
                ? Optional.empty()
                : Optional.of(new Suggestions(title, description, tags));
    }

    private static void require(boolean settable, String what) {
        if (!settable) {
            throw new IllegalArgumentException("a suggested " + what + " that no owner could set");
        }
    }
}
