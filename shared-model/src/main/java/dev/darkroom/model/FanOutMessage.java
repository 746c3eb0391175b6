package dev.darkroom.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/// Work on feeds that is too much for one invocation, as it travels through the FanOut queue. A message names
/// people and photos; what is done is decided by their state when it arrives.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = FanOutMessage.Audience.class, name = "AUDIENCE"),
    @JsonSubTypes.Type(value = FanOutMessage.Backfill.class, name = "BACKFILL")
})
public sealed interface FanOutMessage {
    int SCHEMA_VERSION = 1;

    /// Bring one photo's rows up to date in the feeds of these users.
    ///
    /// @param userIds 1 to 250
    /// @param first whether these are the photo's first rows, whose time since the upload is measured
    /// @param chunk 1 to `chunks`
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Audience(
            int schemaVersion,
            UserId ownerId,
            PhotoId photoId,
            List<UserId> userIds,
            boolean first,
            int chunk,
            int chunks)
            implements FanOutMessage {
        public Audience {
            userIds = List.copyOf(userIds);
        }
    }

    /// Put these photos of a friend into one user's feed.
    ///
    /// @param userId whose feed
    /// @param ownerId whose photos
    /// @param photoIds 1 to 250
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Backfill(int schemaVersion, UserId userId, UserId ownerId, List<PhotoId> photoIds, int chunk, int chunks)
            implements FanOutMessage {
        public Backfill {
            photoIds = List.copyOf(photoIds);
        }
    }
}
