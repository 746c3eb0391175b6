package dev.darkroom.model;

import java.time.Instant;
import java.util.Optional;

/// A user as others see them.
///
/// @param displayName 1 to 80 characters
/// @param handle unique, lower case, by which others find the user
/// @param friendCount accepted friends, 0 to [Friendship#MAX_FRIENDS]
public record Profile(UserId userId, String displayName, Optional<String> handle, int friendCount, Instant createdAt) {}
