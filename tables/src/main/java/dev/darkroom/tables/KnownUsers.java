package dev.darkroom.tables;

import dev.darkroom.model.UserId;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Sees to it that whoever calls has a profile, and remembers whom it has seen to: one read a user and environment.
public final class KnownUsers {
    private static final int REMEMBERED = 10_000;

    private final UserTable users;
    private final InstantSource clock;
    private final Set<UserId> known = Collections.synchronizedSet(Collections.newSetFromMap(new Recent()));

    public KnownUsers(UserTable users, InstantSource clock) {
        this.users = users;
        this.clock = clock;
    }

    /// Makes the user's profile, unless there is one. Repeating it changes nothing.
    ///
    /// @param name as in [UserTable#ensure]
    public void ensure(UserId userId, String name) {
        if (!known.contains(userId)) {
            users.ensure(userId, name, clock.instant());
            known.add(userId);
        }
    }

    private static final class Recent extends LinkedHashMap<UserId, Boolean> {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UserId, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    }
}
