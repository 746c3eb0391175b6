package dev.darkroom.model;

import java.util.List;
import java.util.Optional;

/// What a photo's current manifest says, as the Photos table keeps it.
///
/// @param manifestSequencer of the manifest's own event; compares only with others of the same photo
/// @param width of the photo as shown, in pixels
/// @param height of the photo as shown, in pixels
public record Media(
        Sequencer manifestSequencer,
        int width,
        int height,
        List<Rendition> renditions,
        Optional<String> placeholder,
        String recipe) {
    public Media {
        renditions = List.copyOf(renditions);
    }
}
