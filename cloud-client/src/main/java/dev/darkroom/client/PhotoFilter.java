package dev.darkroom.client;

import java.util.Optional;

/// Which of the user's own photos a list shows: those that match all that is asked for.
///
/// @param state PENDING, READY or REJECTED
/// @param visibility PRIVATE, FRIENDS or PUBLIC
public record PhotoFilter(Optional<String> state, Optional<String> tag, Optional<String> visibility) {
    /// All of them.
    public static final PhotoFilter NONE = new PhotoFilter(Optional.empty(), Optional.empty(), Optional.empty());

    public PhotoFilter state(String wanted) {
        return new PhotoFilter(Optional.of(wanted), tag, visibility);
    }

    public PhotoFilter tag(String wanted) {
        return new PhotoFilter(state, Optional.of(wanted), visibility);
    }

    public PhotoFilter visibility(String wanted) {
        return new PhotoFilter(state, tag, Optional.of(wanted));
    }
}
