package dev.darkroom.bench;

import dev.darkroom.client.Cloud;
import dev.darkroom.client.DarkroomClient;
import dev.darkroom.client.NewPhoto;
import dev.darkroom.client.Views.Hop;
import dev.darkroom.client.Views.Photo;
import dev.darkroom.model.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// One user with very many friends, who are there only as rows: what a photo of theirs costs to bring into all feeds.
final class Audience implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(10);
    /// Each look is a call of the API and two queries, which the fan-out waits for.
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int PARALLEL = 4;

    private final Cloud cloud;
    private final int friends;
    private final DarkroomClient owner;
    private final TableWriter tables;
    private int photos;

    Audience(Cloud cloud, int friends) {
        this.cloud = cloud;
        this.friends = friends;
        this.owner = new DarkroomClient(cloud, "olive");
        this.tables = new TableWriter(cloud.resources());
    }

    /// Writes the friendships, both rows and both counts, and waits until the stream of them has been read.
    void prepare() throws InterruptedException {
        AttributeValue since = text(Timestamps.format(Instant.now()));
        String ownerId = owner.me().userId();
        List<Map<String, AttributeValue>> rows = new ArrayList<>();
        List<Map<String, AttributeValue>> users = new ArrayList<>();
        for (String friend : friendIds()) {
            rows.add(friendship(ownerId, friend, since));
            rows.add(friendship(friend, ownerId, since));
            users.add(user(friend, 1, since));
        }
        users.add(user(ownerId, friends, since));
        tables.write("UsersTable", users, PARALLEL);
        tables.write("FriendshipsTable", rows, PARALLEL);
        cloud.awaitQuiet(LIMIT);
    }

    private static Map<String, AttributeValue> friendship(String userId, String friendId, AttributeValue since) {
        return Map.of("userId", text(userId), "friendId", text(friendId), "state", text("ACCEPTED"), "since", since);
    }

    private static Map<String, AttributeValue> user(String userId, int friendCount, AttributeValue since) {
        return Map.of(
                "userId",
                text(userId),
                "displayName",
                text(userId),
                "friendCount",
                AttributeValue.fromN(Integer.toString(friendCount)),
                "createdAt",
                since);
    }

    /// Shares a photo and waits until it is in every feed.
    ///
    /// @return rows a second, from the first line of the invocation that reads the audience until the last chunk is
    ///     done, by the photo's journal
    /// @throws IllegalStateException where a row is missing then
    double fanOut() {
        photos++;
        String photoId = owner.share(NewPhoto.of(SamplePhoto.small(photos), "image/jpeg"))
                .photoId();
        long end = System.nanoTime() + LIMIT.toNanos();
        Optional<Duration> taken = taken(owner.journal(photoId));
        while (taken.isEmpty()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not in all feeds after " + LIMIT + ": " + owner.journal(photoId));
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            taken = taken(owner.journal(photoId));
        }
        Photo photo = owner.await(photoId, LIMIT);
        int found = tables.count(
                "FeedsTable",
                rows(photo.photoId(), String.valueOf(photo.publishedAt())).stream()
                        .map(Audience::key)
                        .toList());
        if (found != friends) {
            throw new IllegalStateException("only " + found + " of " + friends + " feeds have the photo");
        }
        return friends / (taken.get().toNanos() / 1e9);
    }

    /// From the beginning of the first hop of the fan-out to the end of its last; empty where it goes on.
    private static Optional<Duration> taken(List<Hop> journal) {
        List<Hop> done = journal.stream()
                .filter(hop -> hop.hop().startsWith("fan-out ") && hop.outcome().startsWith("done"))
                .toList();
        long intended = journal.stream()
                .filter(hop -> hop.outcome().equals("intended"))
                .map(Hop::hop)
                .distinct()
                .count();
        Optional<Instant> began = journal.stream()
                .filter(hop -> hop.hop().equals("feed"))
                .map(hop -> Timestamps.parse(hop.startedAt()))
                .min(Instant::compareTo);
        if (began.isEmpty()
                || intended == 0
                || done.stream().map(Hop::hop).distinct().count() < intended) {
            return Optional.empty();
        }
        return done.stream()
                .map(hop -> Timestamps.parse(hop.startedAt()).plusMillis(hop.durationMillis()))
                .max(Instant::compareTo)
                .map(last -> Duration.between(began.get(), last));
    }

    /// Writes as many rows of the same shape past all functions.
    ///
    /// @param parallel batches at once
    /// @return rows a second
    double written(int parallel) throws InterruptedException {
        return written(tables, parallel);
    }

    /// The same, elsewhere.
    double written(TableWriter elsewhere, int parallel) throws InterruptedException {
        photos++;
        String photoId = "01BENCH%019d".formatted(photos);
        List<Map<String, AttributeValue>> rows = rows(photoId, Timestamps.format(Instant.now()));
        long began = System.nanoTime();
        elsewhere.write("FeedsTable", rows, parallel);
        return rows.size() / ((System.nanoTime() - began) / 1e9);
    }

    private List<Map<String, AttributeValue>> rows(String photoId, String publishedAt) {
        AttributeValue row = text(publishedAt + "#" + photoId);
        AttributeValue ownerId = text(owner.me().userId());
        return friendIds().stream()
                .map(friend -> Map.of("userId", text(friend), "row", row, "ownerId", ownerId))
                .toList();
    }

    private static Map<String, AttributeValue> key(Map<String, AttributeValue> row) {
        Map<String, AttributeValue> key = new HashMap<>(row);
        key.remove("ownerId");
        return key;
    }

    /// Ids as long as those of a user pool.
    private List<String> friendIds() {
        return IntStream.range(0, friends)
                .mapToObj("00000000-0000-4000-8000-%012d"::formatted)
                .toList();
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    @Override
    public void close() {
        owner.close();
        tables.close();
    }
}
