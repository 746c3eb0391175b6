package dev.darkroom.feed;

import dev.darkroom.model.FanOutMessage;
import dev.darkroom.model.FeedRow;
import dev.darkroom.model.Friendship;
import dev.darkroom.model.FriendshipState;
import dev.darkroom.model.PhotoActivity;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.UserId;
import dev.darkroom.model.Visibility;
import dev.darkroom.tables.FeedTable;
import dev.darkroom.tables.FriendGraph;
import dev.darkroom.tables.InMemoryFeedTable;
import dev.darkroom.tables.InMemoryFriendshipTable;
import dev.darkroom.tables.InMemoryJournalTable;
import dev.darkroom.tables.InMemoryPhotoTable;
import dev.darkroom.tables.InMemoryUserTable;
import dev.darkroom.tables.PhotoTable;
import dev.darkroom.tables.Samples;
import dev.darkroom.telemetry.Metrics;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// The tables with their streams, the queue and the topic around feed-function. Nothing is delivered by itself.
final class FeedWorld {
    static final Instant NOW = Samples.NOW.plusSeconds(2);
    static final Invocation INVOCATION = new Invocation("request-1", 1, false);

    record Published(PhotoActivity activity, Visibility audience) {}

    final InMemoryUserTable users = new InMemoryUserTable();
    final InMemoryPhotoTable photos = new InMemoryPhotoTable();
    final InMemoryFriendshipTable friendships = new InMemoryFriendshipTable(users);
    final InMemoryFeedTable feeds = new InMemoryFeedTable();
    final InMemoryJournalTable journal = new InMemoryJournalTable();

    final List<PhotoChange> photoStream = new ArrayList<>();
    final List<Friendship> friendshipStream = new ArrayList<>();
    final List<FanOutMessage> queue = new ArrayList<>();
    final List<Published> topic = new ArrayList<>();
    final List<String> metricLines = new CopyOnWriteArrayList<>();

    final Publication publication;
    final Backfill backfill;
    final FanOut fanOut;

    FeedWorld(Limits limits) {
        this(limits, () -> {});
    }

    /// A world in which something happens before each call that feed-function makes to a table, queue or topic.
    FeedWorld(Limits limits, Runnable meanwhile) {
        photos.onChange(
                (before, after) -> after.ifPresent(photo -> photoStream.add(new PhotoChange(before, photo, NOW))));
        friendships.onChange((_, after) ->
                after.filter(row -> row.state() == FriendshipState.ACCEPTED).ifPresent(friendshipStream::add));
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        Metrics metrics = Metrics.of("feed", clock, metricLines::add);
        PhotoTable photoTable = interrupted(PhotoTable.class, photos, meanwhile);
        FriendGraph graph = interrupted(FriendGraph.class, friendships, meanwhile);
        FeedRows rows = new FeedRows(interrupted(FeedTable.class, feeds, meanwhile), metrics);
        // Through JSON and back, as SQS carries it.
        FanOutQueue fanOutQueue = interrupted(
                FanOutQueue.class,
                messages -> messages.forEach(message -> queue.add(FanOutJson.read(FanOutJson.write(message)))),
                meanwhile);
        ActivityTopic activityTopic = interrupted(
                ActivityTopic.class, (activity, audience) -> topic.add(new Published(activity, audience)), meanwhile);
        FeedJournal feedJournal = new FeedJournal(journal, clock);
        publication = new Publication(
                photoTable, graph, rows, fanOutQueue, activityTopic, feedJournal, metrics, clock, limits);
        backfill = new Backfill(photoTable, graph, rows, fanOutQueue, metrics, limits);
        fanOut = new FanOut(photoTable, graph, rows, feedJournal, metrics, clock);
    }

    UserId user(String name) {
        UserId user = new UserId(name);
        users.ensure(user, name, NOW);
        return user;
    }

    /// A photo that is READY; its changes are in the stream.
    PhotoKey ready(UserId owner, int number, Visibility visibility) {
        PhotoKey key = Samples.photoKey(owner, number);
        photos.create(Samples.intent(key, visibility));
        photos.recordReady(key, Samples.media(key, 1), Samples.capture(), NOW.plusSeconds(number));
        return key;
    }

    /// Delivers all that is waiting, once each and in order.
    void deliverAll() {
        while (!photoStream.isEmpty() || !friendshipStream.isEmpty() || !queue.isEmpty()) {
            if (!photoStream.isEmpty()) {
                publication.apply(photoStream.removeFirst(), INVOCATION);
            } else if (!friendshipStream.isEmpty()) {
                Friendship row = friendshipStream.removeFirst();
                backfill.apply(row.userId(), row.friendId());
            } else {
                fanOut.apply(queue.removeFirst(), INVOCATION);
            }
        }
    }

    /// The photos in a user's feed, newest first, before reading drops any.
    List<PhotoKey> feed(UserId user) {
        return feeds.newest(user, Optional.empty(), Integer.MAX_VALUE).stream()
                .map(FeedRow::photo)
                .toList();
    }

    private static <T> T interrupted(Class<T> port, T target, Runnable meanwhile) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (_, method, arguments) -> {
                    meanwhile.run();
                    try {
                        return method.invoke(target, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                }));
    }
}
