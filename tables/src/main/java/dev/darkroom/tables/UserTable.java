package dev.darkroom.tables;

import dev.darkroom.model.Profile;
import dev.darkroom.model.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The Users table: a profile a user, and a row a handle that makes it unique. Reads are strongly consistent, except
/// [#findAll].
public interface UserTable {
    /// The user's profile, created at the first call.
    ///
    /// @param name from the user's token; becomes the display name, and the handle where nobody has it
    Profile ensure(UserId userId, String name, Instant now);

    Optional<Profile> find(UserId userId);

    /// The profiles that exist among these, each once, in no order, as they were a moment ago: a name that has just
    /// changed may show as it was, for half the price. Unprocessed keys are asked for again.
    /// Source: <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.ReadConsistency.html>
    ///
    /// @param userIds any number; repeated ids count once
    List<Profile> findAll(Collection<UserId> userIds);

    /// Who has a handle.
    ///
    /// @param handle in any case
    Optional<UserId> holderOf(String handle);

    /// Changes name and handle in one transaction; an empty handle gives the old one up. Repeating it changes nothing.
    ///
    /// @throws IllegalArgumentException where the handle is not one by [Handles]
    Updated update(UserId userId, String displayName, Optional<String> handle);

    /// What came of a change.
    sealed interface Updated {
        record Saved(Profile profile) implements Updated {}

        /// Another user has the handle; nothing changed.
        record HandleTaken() implements Updated {}

        /// There is no such user; nothing changed.
        record NoSuchUser() implements Updated {}
    }
}
