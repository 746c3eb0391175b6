package dev.darkroom.gallery;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.darkroom.model.Location;
import dev.darkroom.model.PhotoId;
import dev.darkroom.model.PhotoState;
import dev.darkroom.model.Rejection;
import dev.darkroom.model.Suggestions;
import dev.darkroom.model.UserId;
import dev.darkroom.model.Visibility;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A photo as its owner sees it: everything, the place and the file's name included,
/// and what the file suggests to call it.
///
/// @param rejection with REJECTED only
/// @param width as shown, in pixels; with READY only, like all that follows
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder("view")
record OwnerView(
        PhotoId photoId,
        UserId ownerId,
        long rev,
        PhotoState state,
        Visibility visibility,
        @Nullable String title,
        @Nullable String description,
        List<String> tags,
        @Nullable String fileName,
        String contentType,
        long sizeBytes,
        String sha256,
        Instant createdAt,
        @Nullable Instant publishedAt,
        @Nullable RejectionView rejection,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable String takenAt,
        @Nullable String camera,
        @Nullable String lens,
        @Nullable ExposureView exposure,
        @Nullable Location location,
        @Nullable SuggestionsView suggestions,
        @Nullable String placeholder,
        List<RenditionView> renditions,
        @Nullable Instant urlsExpireAt)
        implements PhotoView {
    @Override
    @JsonProperty
    public String view() {
        return "OWNER";
    }

    /// What the file says of the photo, for its owner to take over or not: an edit with these values is accepted.
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record SuggestionsView(@Nullable String title, @Nullable String description, List<String> tags) {
        static SuggestionsView of(Suggestions suggestions) {
            return new SuggestionsView(
                    suggestions.title().orElse(null), suggestions.description().orElse(null), suggestions.tags());
        }
    }

    /// Why a photo was refused.
    ///
    /// @param reason for programs
    /// @param message for people
    record RejectionView(Rejection reason, String message) {
        static RejectionView of(Rejection rejection) {
            return new RejectionView(rejection, rejection.sentence());
        }
    }
}
