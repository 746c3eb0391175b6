package dev.darkroom.tables;

import static dev.darkroom.tables.Values.text;

import dev.darkroom.model.Friendship;
import dev.darkroom.model.FriendshipState;
import dev.darkroom.model.UserId;
import dev.darkroom.model.Viewing;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Reads of the Friendships table in DynamoDB, for those who change nothing there.
public final class DynamoDbFriendGraph implements FriendGraph {
    /// A key of the table.
    record Row(UserId userId, UserId friendId) {}

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Batches batches;

    public DynamoDbFriendGraph(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.batches = new Batches(dynamoDb, new Backoff());
    }

    @Override
    public Set<UserId> friendsAmong(UserId userId, Collection<UserId> others) {
        Map<Row, Friendship> rows = rows(others.stream()
                .flatMap(other -> Stream.of(new Row(userId, other), new Row(other, userId)))
                .toList());
        return others.stream()
                .filter(other -> Viewing.areFriends(
                        Optional.ofNullable(rows.get(new Row(userId, other))),
                        Optional.ofNullable(rows.get(new Row(other, userId)))))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public List<UserId> acceptedFriends(UserId userId) {
        return dynamoDb
                .queryPaginator(query -> query.tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression("userId = :userId")
                        .filterExpression("#state = :accepted")
                        .projectionExpression("friendId")
                        .expressionAttributeNames(Map.of("#state", "state"))
                        .expressionAttributeValues(Map.of(
                                ":userId", text(userId.value()),
                                ":accepted", text(FriendshipState.ACCEPTED.name()))))
                .items()
                .stream()
                .map(item -> new UserId(new Attributes(item).text("friendId")))
                .toList();
    }

    /// The rows that exist among these.
    Map<Row, Friendship> rows(Collection<Row> keys) {
        List<Map<String, AttributeValue>> items = keys.stream()
                .map(key -> FriendshipItem.key(key.userId(), key.friendId()))
                .toList();
        return batches.get(table, items).stream()
                .map(FriendshipItem::read)
                .collect(Collectors.toMap(row -> new Row(row.userId(), row.friendId()), row -> row));
    }
}
