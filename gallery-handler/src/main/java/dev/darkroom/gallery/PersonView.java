package dev.darkroom.gallery;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.darkroom.model.Profile;
import dev.darkroom.model.UserId;
import org.jspecify.annotations.Nullable;

/// A user as others see them.
@JsonInclude(JsonInclude.Include.NON_NULL)
record PersonView(
        UserId userId, String displayName, @Nullable String handle) {
    private static final String NAMELESS = "Somebody";

    static PersonView of(Profile profile) {
        return new PersonView(
                profile.userId(), profile.displayName(), profile.handle().orElse(null));
    }

    /// Stands in for a user whose profile is not there.
    static PersonView unknown(UserId userId) {
        return new PersonView(userId, NAMELESS, null);
    }
}
