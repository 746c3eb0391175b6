package dev.darkroom.tables;

import dev.darkroom.model.Profile;
import dev.darkroom.model.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The Users table's twin, safe for threads.
public final class InMemoryUserTable implements UserTable {
    private final Map<UserId, Profile> profiles = new HashMap<>();
    private final Map<String, UserId> handles = new HashMap<>();

    @Override
    public synchronized Profile ensure(UserId userId, String name, Instant now) {
        return profiles.computeIfAbsent(userId, _ -> {
            Optional<String> handle = Handles.parse(name).filter(free -> !handles.containsKey(free));
            handle.ifPresent(free -> handles.put(free, userId));
            return new Profile(userId, DisplayNames.of(name), handle, 0, Precision.stored(now));
        });
    }

    @Override
    public synchronized Optional<Profile> find(UserId userId) {
        return Optional.ofNullable(profiles.get(userId));
    }

    @Override
    public synchronized List<Profile> findAll(Collection<UserId> userIds) {
        return new LinkedHashSet<>(userIds)
                .stream().flatMap(userId -> find(userId).stream()).toList();
    }

    @Override
    public synchronized Optional<UserId> holderOf(String handle) {
        return Handles.parse(handle).flatMap(wanted -> Optional.ofNullable(handles.get(wanted)));
    }

    @Override
    public synchronized Updated update(UserId userId, String displayName, Optional<String> handle) {
        Optional<String> wanted = handle.map(Handles::require);
        Profile old = profiles.get(userId);
        if (old == null) {
            return new Updated.NoSuchUser();
        }
        if (wanted.isPresent() && !handles.getOrDefault(wanted.get(), userId).equals(userId)) {
            return new Updated.HandleTaken();
        }
        old.handle().ifPresent(handles::remove);
        wanted.ifPresent(mine -> handles.put(mine, userId));
        var updated = new Profile(userId, displayName, wanted, old.friendCount(), old.createdAt());
        profiles.put(userId, updated);
        return new Updated.Saved(updated);
    }

    /// Changes a friend count, as the friendships' transactions do.
    synchronized void addFriends(UserId userId, int friends) {
        profiles.computeIfPresent(
                userId,
                (_, old) -> new Profile(
                        userId, old.displayName(), old.handle(), old.friendCount() + friends, old.createdAt()));
    }
}
