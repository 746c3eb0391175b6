package dev.darkroom.tables;

import static dev.darkroom.tables.Values.text;

import dev.darkroom.model.Friendship;
import dev.darkroom.model.FriendshipState;
import dev.darkroom.model.UserId;
import dev.darkroom.tables.DynamoDbFriendGraph.Row;
import dev.darkroom.tables.FriendshipPair.Parting;
import dev.darkroom.tables.FriendshipPair.Step;
import dev.darkroom.tables.Transactions.Outcome;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/// The Friendships table in DynamoDB: partition key `userId`, sort key `friendId`. A change reads both rows,
/// decides, and writes them with both friend counts in one transaction on the condition that both rows are still
/// in the states that were read; where another change came first, it begins again.
public final class DynamoDbFriendshipTable implements FriendshipTable {
    private final DynamoDbClient dynamoDb;
    private final String table;
    private final FriendshipWrites writes;
    private final Transactions transactions;
    private final DynamoDbFriendGraph graph;
    private final Backoff backoff;

    /// A table with its counts.
    ///
    /// @param table the name of the Friendships table
    /// @param usersTable the name of the Users table, whose items hold the friend counts
    public DynamoDbFriendshipTable(DynamoDbClient dynamoDb, String table, String usersTable) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.writes = new FriendshipWrites(table, usersTable);
        this.transactions = new Transactions(dynamoDb);
        this.backoff = new Backoff();
        this.graph = new DynamoDbFriendGraph(dynamoDb, table);
    }

    @Override
    public Optional<Friendship> find(UserId userId, UserId friendId) {
        var answer = dynamoDb.getItem(get ->
                get.tableName(table).key(FriendshipItem.key(userId, friendId)).consistentRead(true));
        return answer.hasItem() ? Optional.of(FriendshipItem.read(answer.item())) : Optional.empty();
    }

    @Override
    public Set<UserId> friendsAmong(UserId userId, Collection<UserId> others) {
        return graph.friendsAmong(userId, others);
    }

    @Override
    public Map<UserId, FriendshipPair> pairs(UserId userId, Collection<UserId> others) {
        Map<Row, Friendship> rows = graph.rows(others.stream()
                .flatMap(other -> Stream.of(new Row(userId, other), new Row(other, userId)))
                .toList());
        return others.stream()
                .distinct()
                .collect(Collectors.toMap(
                        Function.identity(),
                        other -> new FriendshipPair(
                                userId,
                                other,
                                Optional.ofNullable(rows.get(new Row(userId, other))),
                                Optional.ofNullable(rows.get(new Row(other, userId))))));
    }

    @Override
    public FriendPage list(UserId userId, FriendshipState state, Optional<UserId> after, int limit) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":userId", text(userId.value()));
        values.put(":state", text(state.name()));
        after.ifPresent(id -> values.put(":after", text(id.value())));
        QueryResponse answer = dynamoDb.query(query -> query.tableName(table)
                .consistentRead(true)
                .limit(limit)
                .keyConditionExpression(
                        after.isPresent() ? "userId = :userId AND friendId > :after" : "userId = :userId")
                .filterExpression("#state = :state")
                .expressionAttributeNames(Map.of("#state", "state"))
                .expressionAttributeValues(values));
        return new FriendPage(
                answer.items().stream().map(FriendshipItem::read).toList(),
                Optional.ofNullable(answer.lastEvaluatedKey().get("friendId")).map(id -> new UserId(id.s())));
    }

    @Override
    public List<UserId> acceptedFriends(UserId userId) {
        return graph.acceptedFriends(userId);
    }

    @Override
    public Befriended befriend(UserId userId, UserId friendId, Instant now) {
        return decide(() -> switch (pair(userId, friendId).befriend(now)) {
            case Step.Settled(Befriended outcome) -> Optional.of(outcome);
            case Step.Change change -> write(change);
        });
    }

    @Override
    public boolean unfriend(UserId userId, UserId friendId, Instant now) {
        return decide(() -> {
            FriendshipPair before = pair(userId, friendId);
            Optional<Parting> parting = before.unfriend();
            if (parting.isEmpty()) {
                return Optional.of(false);
            }
            return transactions.write(writes.leave(before, parting.get())) instanceof Outcome.Committed
                    ? Optional.of(true)
                    : Optional.empty();
        });
    }

    @Override
    public boolean block(UserId userId, UserId otherId, Instant now) {
        return decide(() -> {
            FriendshipPair before = pair(userId, otherId);
            Optional<Parting> parting = before.block(now);
            if (parting.isEmpty()) {
                return Optional.of(true);
            }
            return switch (transactions.write(writes.block(before, parting.get()))) {
                case Outcome.Committed() -> Optional.of(true);
                case Outcome.Conflict() -> Optional.empty();
                case Outcome.Refused refused -> hasChanged(refused) ? Optional.empty() : Optional.of(false);
            };
        });
    }

    /// One call: the other's row of a pair with a block is none, or a block of its own, and stays.
    @Override
    public boolean unblock(UserId userId, UserId otherId) {
        try {
            dynamoDb.deleteItem(delete -> delete.tableName(table)
                    .key(FriendshipItem.key(userId, otherId))
                    .conditionExpression("#state = :blocked")
                    .expressionAttributeNames(Map.of("#state", "state"))
                    .expressionAttributeValues(Map.of(":blocked", text(FriendshipState.BLOCKED.name()))));
            return true;
        } catch (ConditionalCheckFailedException noBlock) {
            return false;
        }
    }

    /// Reads, decides and writes until nobody came between.
    ///
    /// @param attempt empty where somebody did
    private <T> T decide(Supplier<Optional<T>> attempt) {
        for (int number = 1; number <= Backoff.MAX_ATTEMPTS; number++) {
            Optional<T> decision = attempt.get();
            if (decision.isPresent()) {
                return decision.get();
            }
            backoff.await(number);
        }
        throw new IllegalStateException("a friendship changed " + Backoff.MAX_ATTEMPTS + " times under one change");
    }

    /// Empty where it must begin again.
    private Optional<Befriended> write(Step.Change change) {
        return switch (transactions.write(writes.join(change.before(), change.after(), change.friends()))) {
            case Outcome.Committed() -> Optional.of(change.outcome());
            case Outcome.Conflict() -> Optional.empty();
            case Outcome.Refused refused -> {
                if (metBlock(refused)) {
                    yield Optional.of(Befriended.NO_SUCH_USER);
                }
                if (hasChanged(refused)) {
                    yield Optional.empty();
                }
                yield Optional.of(
                        isMissing(refused, FriendshipWrites.OTHER_USER)
                                ? Befriended.NO_SUCH_USER
                                : Befriended.TOO_MANY_FRIENDS);
            }
        };
    }

    /// Whether one of the two rows is no longer as it was read.
    private static boolean hasChanged(Outcome.Refused refused) {
        if (refused.at(FriendshipWrites.OWN_ROW) || refused.at(FriendshipWrites.OTHER_ROW)) {
            return true;
        }
        if (isMissing(refused, FriendshipWrites.OWN_USER)) {
            throw new IllegalStateException("who acts must exist");
        }
        return false;
    }

    /// Whether the other's row turned out to be a block.
    private static boolean metBlock(Outcome.Refused refused) {
        CancellationReason reason = refused.reasons().get(FriendshipWrites.OTHER_ROW);
        return refused.at(FriendshipWrites.OTHER_ROW)
                && reason.hasItem()
                && FriendshipItem.read(reason.item()).state() == FriendshipState.BLOCKED;
    }

    /// Whether the user at this position does not exist; one who does exist has no room for a friend.
    private static boolean isMissing(Outcome.Refused refused, int user) {
        return refused.at(user) && !refused.reasons().get(user).hasItem();
    }

    private FriendshipPair pair(UserId userId, UserId friendId) {
        return Objects.requireNonNull(pairs(userId, List.of(friendId)).get(friendId));
    }
}
