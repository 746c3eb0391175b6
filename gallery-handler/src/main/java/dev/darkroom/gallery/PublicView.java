package dev.darkroom.gallery;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.darkroom.model.PhotoId;
import dev.darkroom.model.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A READY, PUBLIC photo as anyone sees it: what its owner wrote of it, and nothing of what the camera wrote.
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder("view")
record PublicView(
        PhotoId photoId,
        UserId ownerId,
        PersonView owner,
        long rev,
        @Nullable String title,
        @Nullable String description,
        List<String> tags,
        @Nullable Instant publishedAt,
        int width,
        int height,
        @Nullable String placeholder,
        List<RenditionView> renditions,
        Instant urlsExpireAt)
        implements PhotoView {
    @Override
    @JsonProperty
    public String view() {
        return "PUBLIC";
    }
}
