package dev.darkroom.thumbnail.image;

import dev.darkroom.model.Rejection;
import java.util.List;

/// What came of an original.
public sealed interface Rendering {
    /// As far as it could be read.
    ImageHeader header();

    /// The file can be shown.
    ///
    /// @param placeholder of the whole photo, as it is shown
    /// @param renditions from the largest to the smallest; at least one
    record Rendered(ImageHeader header, Placeholder placeholder, List<EncodedRendition> renditions)
            implements Rendering {
        public Rendered {
            renditions = List.copyOf(renditions);
        }
    }

    /// The file cannot be shown, however often it is tried.
    record Refused(ImageHeader header, Rejection reason) implements Rendering {}
}
