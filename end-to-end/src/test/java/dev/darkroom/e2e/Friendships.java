package dev.darkroom.e2e;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// Friendships in numbers that nobody wants to make through the API.
final class Friendships {
    private static final int BATCH = 25;

    private Friendships() {}

    /// Writes both rows of each friendship, as the API would.
    ///
    /// @return the ids of the friends, who exist nowhere else
    static List<String> write(Aws aws, String userId, int count) {
        List<String> friends = IntStream.range(0, count)
                .mapToObj(_ -> UUID.randomUUID().toString())
                .toList();
        List<WriteRequest> rows = new ArrayList<>();
        for (String friend : friends) {
            rows.add(accepted(userId, friend));
            rows.add(accepted(friend, userId));
        }
        for (int from = 0; from < rows.size(); from += BATCH) {
            List<WriteRequest> batch = rows.subList(from, Math.min(from + BATCH, rows.size()));
            Map<String, List<WriteRequest>> left = Map.of(aws.resources().name("FriendshipsTable"), batch);
            while (!left.isEmpty()) {
                Map<String, List<WriteRequest>> writing = left;
                left = aws.dynamoDb()
                        .batchWriteItem(request -> request.requestItems(writing))
                        .unprocessedItems();
            }
        }
        return friends;
    }

    private static WriteRequest accepted(String userId, String friendId) {
        return WriteRequest.builder()
                .putRequest(put -> put.item(Map.of(
                        "userId", AttributeValue.fromS(userId),
                        "friendId", AttributeValue.fromS(friendId),
                        "state", AttributeValue.fromS("ACCEPTED"),
                        "since",
                                AttributeValue.fromS(Instant.now()
                                        .truncatedTo(ChronoUnit.MILLIS)
                                        .toString()))))
                .build();
    }
}
