package dev.darkroom.e2e;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Friendships in numbers that nobody wants to make through the API.
final class Friendships {
    private Friendships() {}

    /// Writes both rows of each friendship, as the API would.
    ///
    /// @return the ids of the friends, who exist nowhere else
    static List<String> write(Aws aws, String userId, int count) {
        List<String> friends = IntStream.range(0, count)
                .mapToObj(_ -> UUID.randomUUID().toString())
                .toList();
        List<Map<String, AttributeValue>> rows = new ArrayList<>();
        for (String friend : friends) {
            rows.add(accepted(userId, friend));
            rows.add(accepted(friend, userId));
        }
        aws.write("FriendshipsTable", rows);
        return friends;
    }

    private static Map<String, AttributeValue> accepted(String userId, String friendId) {
        return Map.of(
                "userId", AttributeValue.fromS(userId),
                "friendId", AttributeValue.fromS(friendId),
                "state", AttributeValue.fromS("ACCEPTED"),
                "since",
                        AttributeValue.fromS(
                                Instant.now().truncatedTo(ChronoUnit.MILLIS).toString()));
    }
}
