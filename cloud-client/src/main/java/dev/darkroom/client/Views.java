package dev.darkroom.client;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the API answers, as far as clients here use it. Fields of a newer API are ignored.
public final class Views {
    private Views() {}

    /// A user as others see them.
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record User(
            String userId, String displayName, @Nullable String handle) {}

    /// A user as they see themselves.
    ///
    /// @param createdAt RFC 3339 with milliseconds, like every instant here
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Profile(
            String userId, String displayName, @Nullable String handle, int friendCount, String createdAt) {}

    /// The answer to an intent: the photo, and how to upload it.
    ///
    /// @param photoId of the existing photo, where the user has shared the same bytes before
    /// @param upload absent where that photo needs no upload any more
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Intent(
            String photoId, String state, @Nullable Upload upload) {}

    /// The answer to several intents.
    ///
    /// @param photos in the order they were announced in
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Intents(List<Intent> photos) {
        Intents {
            photos = List.copyOf(photos);
        }
    }

    /// How to upload one original.
    ///
    /// @param headers that must be sent exactly so
    /// @param optionalHeaders that may be sent, so that the upload's trace goes on
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Upload(
            String method,
            String url,
            Map<String, String> headers,
            Map<String, String> optionalHeaders,
            String expiresAt) {
        public Upload {
            headers = Map.copyOf(headers);
            optionalHeaders = Map.copyOf(optionalHeaders);
        }
    }

    /// A photo as the one who asks may see it.
    ///
    /// @param view OWNER, FRIEND or PUBLIC: how much of it that is
    /// @param owner absent in the owner's own view
    /// @param state PENDING, READY or REJECTED; absent in views of others' photos
    /// @param takenAt as the camera's clock said, with its offset where that is known
    /// @param fileName in the owner's own view alone, like the location, the suggestions and what was announced of
    /// the file
    /// @param rejection why it was refused, for its owner
    /// @param renditions empty before it is READY
    /// @param urlsExpireAt absent where there are no renditions
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Photo(
            String view,
            String photoId,
            String ownerId,
            @Nullable User owner,
            long rev,
            @Nullable String state,
            @Nullable String visibility,
            @Nullable String title,
            @Nullable String description,
            @Nullable List<String> tags,
            @Nullable String fileName,
            @Nullable String contentType,
            @Nullable Long sizeBytes,
            @Nullable String sha256,
            @Nullable String createdAt,
            @Nullable String publishedAt,
            @Nullable Rejection rejection,
            @Nullable Integer width,
            @Nullable Integer height,
            @Nullable String takenAt,
            @Nullable String camera,
            @Nullable String lens,
            @Nullable Exposure exposure,
            @Nullable Location location,
            @Nullable Suggestions suggestions,
            @Nullable String placeholder,
            @Nullable List<Rendition> renditions,
            @Nullable String urlsExpireAt) {
        /// The renditions; none before it is READY.
        public List<Rendition> shown() {
            return renditions == null ? List.of() : List.copyOf(renditions);
        }
    }

    /// Names a photo: whose it is, and which.
    public record PhotoRef(String ownerId, String photoId) {}

    /// What became of a photo that was looked up.
    ///
    /// @param photo as the user may see it now; absent where it is gone
    /// @param gone whether there is no such photo, or none that the user may know of
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record LookedUp(
            String ownerId, String photoId, @Nullable Photo photo, boolean gone) {}

    /// How to download what was uploaded.
    ///
    /// @param url takes a plain GET until `expiresAt`
    /// @param sha256 64 hex digits
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Original(String url, String expiresAt, String contentType, long sizeBytes, String sha256) {}

    /// Where a photo was taken, in degrees north and east.
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Location(double latitude, double longitude) {}

    /// How the camera was set; what it did not tell is absent.
    ///
    /// @param seconds how long the shutter was open, as a fraction in lowest terms: `1/250`
    /// @param focalLength in millimetres, like `focalLengthIn35mm`, which shows as much on 35 mm film
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Exposure(
            @Nullable String seconds,
            @Nullable Double fNumber,
            @Nullable Integer iso,
            @Nullable Double focalLength,
            @Nullable Integer focalLengthIn35mm) {}

    /// What the file says of the photo; none of it is set.
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Suggestions(
            @Nullable String title,
            @Nullable String description,
            @Nullable List<String> tags) {}

    /// Why a photo was refused.
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Rejection(String reason, String message) {}

    /// One size of a photo.
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Rendition(String name, int width, int height, String contentType, String url) {}

    /// One hop in a photo's journal.
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Hop(
            String hop,
            int attempt,
            String startedAt,
            long durationMillis,
            String outcome,
            @Nullable String requestId,
            boolean coldStart) {}

    /// What another user is to the one who asks.
    ///
    /// @param state REQUESTED_OUT, REQUESTED_IN, ACCEPTED or BLOCKED
    /// @param since when it came into this state
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Friend(User user, String state, String since) {}

    /// Part of a list; a short one is not the end.
    ///
    /// @param next the cursor of the following page; absent at the end
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Page<T>(List<T> items, @Nullable String next) {
        public Page {
            items = List.copyOf(items);
        }
    }
}
