package dev.darkroom.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What thumbnail-function made of an original. It is written last, so that the hop after it fires once a photo and
/// only when every rendition exists. Unknown fields are ignored, so that a newer writer does not stop an older reader.
///
/// @param schemaVersion [#SCHEMA_VERSION]
/// @param rejection why the photo is refused; absent where it is READY
/// @param renditions empty where it is refused
/// @param placeholder a thumbhash in base 64, shown until a rendition has loaded
/// @param dominantColour what most of the photo is like, such as `#3a6ea5`; absent where it is refused
/// @param animated whether the original has more frames than the one that is shown
/// @param recipe the hash of what the renditions were made with
/// @param timing of the hop that wrote this
/// @param traceparent of the upload, as the object's metadata carried it
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Manifest(
        int schemaVersion,
        PhotoId photoId,
        UserId ownerId,
        SourceImage source,
        PhotoState outcome,
        @Nullable Rejection rejection,
        List<Rendition> renditions,
        @Nullable String placeholder,
        @Nullable String dominantColour,
        boolean animated,
        String recipe,
        HopTiming timing,
        @Nullable String traceparent) {
    public static final int SCHEMA_VERSION = 1;

    /// Checks that outcome, reason and renditions fit.
    ///
    /// @throws IllegalArgumentException where the outcome is neither READY nor REJECTED, or does not fit the rest
    public Manifest {
        renditions = List.copyOf(renditions);
        boolean fits = switch (outcome) {
            case READY -> rejection == null && !renditions.isEmpty();
            case REJECTED -> rejection != null && renditions.isEmpty();
            case PENDING, DELETED -> false;
        };
        if (!fits) {
            throw new IllegalArgumentException("a manifest is READY with renditions, or REJECTED with a reason");
        }
    }

    public PhotoKey key() {
        return new PhotoKey(ownerId, photoId);
    }

    public Optional<Traceparent> trace() {
        return Optional.ofNullable(traceparent).flatMap(Traceparent::parse);
    }
}
