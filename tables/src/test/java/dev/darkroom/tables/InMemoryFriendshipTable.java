package dev.darkroom.tables;

import dev.darkroom.model.Friendship;
import dev.darkroom.model.FriendshipState;
import dev.darkroom.model.Profile;
import dev.darkroom.model.UserId;
import dev.darkroom.model.Viewing;
import dev.darkroom.tables.FriendshipPair.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The Friendships table's twin: safe for threads, and one that tells of its changes.
public final class InMemoryFriendshipTable implements FriendshipTable {
    private final InMemoryUserTable users;
    private final Map<UserId, NavigableMap<UserId, Friendship>> rows = new HashMap<>();
    private final List<TableListener<Friendship>> listeners = new ArrayList<>();

    /// @param users whose friend counts it keeps
    public InMemoryFriendshipTable(InMemoryUserTable users) {
        this.users = users;
    }

    /// Adds a listener that hears of changes from now on, while the table is locked.
    public synchronized void onChange(TableListener<Friendship> listener) {
        listeners.add(listener);
    }

    /// Puts one row as it is, in place of whatever was there; no count changes.
    public synchronized void put(Friendship row) {
        replace(row.userId(), row.friendId(), Optional.of(row));
    }

    /// Makes two users friends, whatever they were; counts where they are no friends yet.
    public void makeFriends(UserId one, UserId other, Instant now) {
        befriend(one, other, now);
        befriend(other, one, now);
    }

    @Override
    public synchronized Optional<Friendship> find(UserId userId, UserId friendId) {
        return Optional.ofNullable(ofUser(userId).get(friendId));
    }

    @Override
    public synchronized Set<UserId> friendsAmong(UserId userId, Collection<UserId> others) {
        return others.stream()
                .filter(other -> Viewing.areFriends(find(userId, other), find(other, userId)))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public synchronized Map<UserId, FriendshipPair> pairs(UserId userId, Collection<UserId> others) {
        return others.stream().distinct().collect(Collectors.toMap(other -> other, other -> pair(userId, other)));
    }

    /// The limit counts rows read, not rows that match, as in DynamoDB.
    @Override
    public synchronized FriendPage list(UserId userId, FriendshipState state, Optional<UserId> after, int limit) {
        NavigableMap<UserId, Friendship> all = ofUser(userId);
        List<Friendship> read = after.map(id -> all.tailMap(id, false)).orElse(all).values().stream()
                .limit(limit)
                .toList();
        return new FriendPage(
                read.stream().filter(row -> row.state() == state).toList(),
                read.size() < limit
                        ? Optional.empty()
                        : Optional.of(read.getLast().friendId()));
    }

    @Override
    public synchronized List<UserId> acceptedFriends(UserId userId) {
        return ofUser(userId).values().stream()
                .filter(row -> row.state() == FriendshipState.ACCEPTED)
                .map(Friendship::friendId)
                .toList();
    }

    @Override
    public synchronized Befriended befriend(UserId userId, UserId friendId, Instant now) {
        FriendshipPair pair = pair(userId, friendId);
        return switch (pair.befriend(now)) {
            case Step.Settled(Befriended outcome) -> outcome;
            case Step.Change change -> {
                Optional<Profile> friend = users.find(friendId);
                boolean blocked = !change.before().other().equals(pair.other());
                if (blocked || friend.isEmpty()) {
                    yield Befriended.NO_SUCH_USER;
                }
                if (isFull(friend.get()) || isFull(users.find(userId).orElseThrow())) {
                    yield Befriended.TOO_MANY_FRIENDS;
                }
                write(change.after(), change.friends());
                yield change.outcome();
            }
        };
    }

    @Override
    public synchronized boolean unfriend(UserId userId, UserId friendId, Instant now) {
        var parting = pair(userId, friendId).unfriend();
        parting.ifPresent(left -> write(left.after(), left.friends()));
        return parting.isPresent();
    }

    @Override
    public synchronized boolean block(UserId userId, UserId otherId, Instant now) {
        var parting = pair(userId, otherId).block(now);
        if (parting.isPresent() && users.find(otherId).isEmpty()) {
            return false;
        }
        parting.ifPresent(left -> write(left.after(), left.friends()));
        return true;
    }

    @Override
    public synchronized boolean unblock(UserId userId, UserId otherId) {
        boolean blocked = find(userId, otherId)
                .filter(row -> row.state() == FriendshipState.BLOCKED)
                .isPresent();
        if (blocked) {
            replace(userId, otherId, Optional.empty());
        }
        return blocked;
    }

    private static boolean isFull(Profile profile) {
        return profile.friendCount() >= Friendship.MAX_FRIENDS;
    }

    private FriendshipPair pair(UserId userId, UserId friendId) {
        return new FriendshipPair(userId, friendId, find(userId, friendId), find(friendId, userId));
    }

    private void write(FriendshipPair pair, int friends) {
        replace(pair.userId(), pair.friendId(), pair.own());
        replace(pair.friendId(), pair.userId(), pair.other());
        users.addFriends(pair.userId(), friends);
        users.addFriends(pair.friendId(), friends);
    }

    private void replace(UserId userId, UserId friendId, Optional<Friendship> row) {
        Optional<Friendship> before = find(userId, friendId);
        row.ifPresentOrElse(
                friendship -> ofUser(userId).put(friendId, friendship),
                () -> ofUser(userId).remove(friendId));
        if (!before.equals(row)) {
            listeners.forEach(listener -> listener.changed(before, row));
        }
    }

    private NavigableMap<UserId, Friendship> ofUser(UserId userId) {
        return rows.computeIfAbsent(userId, _ -> new TreeMap<>());
    }
}
