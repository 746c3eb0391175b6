package dev.darkroom.gallery;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.darkroom.model.Profile;
import dev.darkroom.model.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A user as they see themselves.
@JsonInclude(JsonInclude.Include.NON_NULL)
record ProfileView(
        UserId userId, String displayName, @Nullable String handle, int friendCount, Instant createdAt) {
    static ProfileView of(Profile profile) {
        return new ProfileView(
                profile.userId(),
                profile.displayName(),
                profile.handle().orElse(null),
                profile.friendCount(),
                profile.createdAt());
    }
}
