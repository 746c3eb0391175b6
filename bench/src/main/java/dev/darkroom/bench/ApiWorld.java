package dev.darkroom.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.client.Cloud;
import dev.darkroom.client.DarkroomClient;
import dev.darkroom.client.Journey;
import dev.darkroom.client.NewPhoto;
import dev.darkroom.model.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Who and what the routes are asked about: vera with 10 friends of 100 photos each, and victor with 30 friends of one
/// photo each. The photos are copies of a real one, written into the Photos table; their feed rows come by the chain.
final class ApiWorld implements AutoCloseable {
    static final int FRIENDS = 10;
    static final int PHOTOS_OF_EACH = 100;
    static final int OWNERS = 30;
    /// To be deleted, one a call.
    static final int DOOMED = 70;
    /// Whose photos are to be deleted; nobody's friend.
    static final String DORA = "dora-99";

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int PARALLEL = 4;

    private final Cloud cloud;
    private final Map<String, TimedCalls> callers = new HashMap<>();
    private final Map<String, String> userIds = new HashMap<>();
    private String photoId = "";

    ApiWorld(Cloud cloud) {
        this.cloud = cloud;
    }

    /// Makes all of it, and waits until every feed row is there.
    void prepare() throws InterruptedException {
        List<String> friends = names("friend", FRIENDS);
        List<String> owners = names("owner", OWNERS);
        befriend("vera", friends);
        befriend("victor", owners);
        try (var origin = new DarkroomClient(cloud, friends.getFirst());
                var tables = new TableWriter(cloud.resources())) {
            photoId = origin.share(
                            NewPhoto.of(SamplePhoto.small(0), "image/jpeg").withVisibility("PUBLIC"))
                    .photoId();
            Instant published =
                    Timestamps.parse(String.valueOf(origin.await(photoId, LIMIT).publishedAt()));
            Map<String, AttributeValue> item = tables.item(
                    "PhotosTable", Map.of("ownerId", text(id(friends.getFirst())), "photoId", text(photoId)));
            cloud.awaitQuiet(LIMIT);
            List<Map<String, AttributeValue>> copies = new ArrayList<>();
            for (String friend : friends) {
                IntStream.rangeClosed(1, PHOTOS_OF_EACH)
                        .forEach(number -> copies.add(copy(item, friend, number, published)));
            }
            owners.forEach(owner -> copies.add(copy(item, owner, 1, published)));
            IntStream.rangeClosed(1, DOOMED).forEach(number -> copies.add(copy(item, DORA, number, published)));
            tables.write("PhotosTable", copies, PARALLEL);
        }
        cloud.awaitQuiet(LIMIT);
        check("vera", FRIENDS);
        check("victor", OWNERS);
    }

    /// The same photo of another owner. Photos of one number are published one after the other, owner by owner.
    private Map<String, AttributeValue> copy(
            Map<String, AttributeValue> item, String owner, int number, Instant published) {
        Instant later = published.plusMillis(number * 100L + ordinal(owner));
        Map<String, AttributeValue> copy = new HashMap<>(item);
        copy.put("ownerId", text(id(owner)));
        copy.put("photoId", text(photo(owner, number)));
        copy.put("publishedAt", text(Timestamps.format(later)));
        return copy;
    }

    /// Holds the two feeds against what was written.
    private void check(String viewer, int owners) {
        Set<String> seen = new HashSet<>();
        JsonNode items = as(viewer).get("/feed").json().path("items");
        items.forEach(item -> seen.add(item.path("ownerId").asText()));
        if (items.size() != OWNERS || seen.size() != owners) {
            throw new IllegalStateException("the first page of " + viewer + "'s feed has " + items.size()
                    + " photos of " + seen.size() + " owners");
        }
    }

    private void befriend(String user, List<String> others) {
        try (var one = new DarkroomClient(cloud, user)) {
            for (String name : others) {
                try (var other = new DarkroomClient(cloud, name)) {
                    Journey.befriend(one, other);
                }
            }
        }
    }

    /// The photo of which all others are copies: the first friend's own.
    String original() {
        return photoId;
    }

    /// The id of an owner's photo of this number, from 1: another for each.
    String photo(String owner, int number) {
        return photoId.substring(0, photoId.length() - 5) + "%02d%03d".formatted(ordinal(owner), number);
    }

    /// Friends have 1 to 10, owners 11 to 40, dora her own.
    private static int ordinal(String owner) {
        int number = Integer.parseInt(owner.substring(owner.indexOf('-') + 1));
        return owner.startsWith("owner") ? FRIENDS + number : number;
    }

    static String friend(int number) {
        return "friend-" + number;
    }

    /// A user's calls.
    TimedCalls as(String user) {
        return callers.computeIfAbsent(user, name -> new TimedCalls(cloud, name));
    }

    String id(String user) {
        return userIds.computeIfAbsent(
                user, name -> as(name).get("/me").json().path("userId").asText());
    }

    private static List<String> names(String prefix, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> prefix + "-" + number)
                .toList();
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    @Override
    public void close() {
        callers.values().forEach(TimedCalls::close);
    }
}
