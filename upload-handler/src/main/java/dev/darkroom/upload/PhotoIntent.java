package dev.darkroom.upload;

import dev.darkroom.model.Announcement;
import dev.darkroom.model.Visibility;
import java.util.List;
import java.util.Optional;

/// A photo that somebody wants to upload.
record PhotoIntent(
        Announcement announcement,
        Visibility visibility,
        Optional<String> title,
        Optional<String> description,
        List<String> tags) {
    Contents contents() {
        return Contents.of(announcement);
    }
}
