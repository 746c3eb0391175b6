package dev.darkroom.gallery;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.darkroom.model.PhotoId;
import dev.darkroom.model.UserId;
import dev.darkroom.model.Visibility;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A READY photo as a friend sees it, and as every feed shows it: with what the camera says of
/// itself, without the place, the file's name and what the file suggests.
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder("view")
record FriendView(
        PhotoId photoId,
        UserId ownerId,
        PersonView owner,
        long rev,
        Visibility visibility,
        @Nullable String title,
        @Nullable String description,
        List<String> tags,
        @Nullable Instant publishedAt,
        int width,
        int height,
        @Nullable String takenAt,
        @Nullable String camera,
        @Nullable String lens,
        @Nullable ExposureView exposure,
        @Nullable String placeholder,
        List<RenditionView> renditions,
        Instant urlsExpireAt)
        implements PhotoView {
    @Override
    @JsonProperty
    public String view() {
        return "FRIEND";
    }
}
