package dev.darkroom.gallery;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.darkroom.model.PhotoId;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.UserId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What became of a photo that the viewer asks about.
///
/// @param photo as the viewer may see it now
/// @param gone true where there is no such photo, or none that the viewer may know of; left out otherwise
@JsonInclude(JsonInclude.Include.NON_NULL)
record LookedUpView(
        UserId ownerId,
        PhotoId photoId,
        @Nullable PhotoView photo,
        @Nullable Boolean gone) {
    static LookedUpView of(PhotoKey key, Optional<PhotoView> photo) {
        return new LookedUpView(key.ownerId(), key.photoId(), photo.orElse(null), photo.isPresent() ? null : true);
    }
}
