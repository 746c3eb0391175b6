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
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
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
        this.backoff = new Backoff(RandomGenerator.getDefault());
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
        for (int attempt = 1; attempt <= Backoff.MAX_ATTEMPTS; attempt++) {
            FriendshipPair before = pair(userId, friendId);
            switch (before.befriend(now)) {
                case Step.Settled(Befriended outcome) -> {
                    return outcome;
                }
                case Step.Change(FriendshipPair after, int friends, Befriended outcome) -> {
                    Optional<Befriended> done = write(before, after, friends, outcome);
                    if (done.isPresent()) {
                        return done.get();
                    }
                }
            }
            backoff.await(attempt);
        }
        throw tooManyConflicts();
    }

    @Override
    public boolean unfriend(UserId userId, UserId friendId, Instant now) {
        for (int attempt = 1; attempt <= Backoff.MAX_ATTEMPTS; attempt++) {
            FriendshipPair before = pair(userId, friendId);
            Optional<Parting> parting = before.unfriend();
            if (parting.isEmpty()) {
                return false;
            }
            Outcome outcome = transactions.write(writes.leave(before, parting.get()));
            if (outcome instanceof Outcome.Committed) {
                return true;
            }
            backoff.await(attempt);
        }
        throw tooManyConflicts();
    }

    /// Empty where it must begin again.
    private Optional<Befriended> write(FriendshipPair before, FriendshipPair after, int friends, Befriended outcome) {
        return switch (transactions.write(writes.join(before, after, friends))) {
            case Outcome.Committed() -> Optional.of(outcome);
            case Outcome.Conflict() -> Optional.empty();
            case Outcome.Refused refused -> {
                if (refused.at(FriendshipWrites.OWN_ROW) || refused.at(FriendshipWrites.OTHER_ROW)) {
                    yield Optional.empty();
                }
                if (isMissing(refused, FriendshipWrites.OWN_USER)) {
                    throw new IllegalStateException("who befriends must exist");
                }
                yield Optional.of(
                        isMissing(refused, FriendshipWrites.OTHER_USER)
                                ? Befriended.NO_SUCH_USER
                                : Befriended.TOO_MANY_FRIENDS);
            }
        };
    }

    /// Whether the user at this position does not exist; one who does exist has no room for a friend.
    private static boolean isMissing(Outcome.Refused refused, int user) {
        return refused.at(user) && !refused.reasons().get(user).hasItem();
    }

    private FriendshipPair pair(UserId userId, UserId friendId) {
        return Objects.requireNonNull(pairs(userId, List.of(friendId)).get(friendId));
    }

    private static IllegalStateException tooManyConflicts() {
        return new IllegalStateException("a friendship changed " + Backoff.MAX_ATTEMPTS + " times under one change");
    }
}
