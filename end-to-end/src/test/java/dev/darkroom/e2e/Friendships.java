package dev.darkroom.e2e;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Friendships in numbers that nobody wants to make through the API.
final class Friendships {
    private Friendships() {}

    /// Writes both rows of each friendship, as the API would.
    ///
    /// @return the ids of the friends, who exist nowhere else
    static List<String> write(Aws aws, String userId, int count) {
        List<String> friends = strangers(count);
        aws.write(
                "FriendshipsTable",
                friends.stream()
                        .flatMap(friend -> Stream.of(accepted(userId, friend), accepted(friend, userId)))
                        .toList());
        return friends;
    }

    /// Writes only the user's own row of each friendship: half the work, and enough of an audience for feeds.
    ///
    /// @return the ids of the friends, who exist nowhere else
    static List<String> writeAudience(Aws aws, String userId, int count) {
        List<String> friends = strangers(count);
        aws.write(
                "FriendshipsTable",
                friends.stream().map(friend -> accepted(userId, friend)).toList());
        return friends;
    }

    private static List<String> strangers(int count) {
        return IntStream.range(0, count)
                .mapToObj(_ -> UUID.randomUUID().toString())
                .toList();
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
