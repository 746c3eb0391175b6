package dev.darkroom.tables;

import static dev.darkroom.tables.Values.text;

import dev.darkroom.model.Profile;
import dev.darkroom.model.UserId;
import dev.darkroom.tables.Transactions.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// The Users table in DynamoDB: partition key `userId`. Profile and handle are written in one transaction, so that no
/// handle is ever held by two or held by nobody.
public final class DynamoDbUserTable implements UserTable {
    private static final int PROFILE = 0;
    private static final int HANDLE = 1;

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Transactions transactions;
    private final Batches batches;
    private final Backoff backoff;

    public DynamoDbUserTable(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.transactions = new Transactions(dynamoDb);
        this.backoff = new Backoff();
        this.batches = new Batches(dynamoDb, backoff);
    }

    @Override
    public Profile ensure(UserId userId, String name, Instant now) {
        Optional<Profile> known = find(userId);
        Optional<String> handle = Handles.parse(name);
        for (int attempt = 1; known.isEmpty(); attempt++) {
            if (attempt > Backoff.MAX_ATTEMPTS) {
                throw tooManyConflicts();
            }
            var profile = new Profile(userId, DisplayNames.of(name), handle, 0, Precision.stored(now));
            switch (transactions.write(creation(profile))) {
                case Outcome.Committed() -> known = Optional.of(profile);
                case Outcome.Conflict() -> {
                    backoff.await(attempt);
                    known = find(userId);
                }
                case Outcome.Refused refused -> {
                    if (refused.at(PROFILE)) {
                        known = find(userId);
                    } else {
                        handle = Optional.empty();
                    }
                }
            }
        }
        return known.get();
    }

    @Override
    public Optional<Profile> find(UserId userId) {
        return item(UserItem.key(userId)).map(UserItem::read);
    }

    @Override
    public List<Profile> findAll(Collection<UserId> userIds) {
        return batches.getEventually(table, userIds.stream().map(UserItem::key).toList()).stream()
                .map(UserItem::read)
                .toList();
    }

    @Override
    public Optional<UserId> holderOf(String handle) {
        return Handles.parse(handle)
                .flatMap(wanted -> item(UserItem.handleKey(wanted)))
                .map(UserItem::readHolder);
    }

    @Override
    public Updated update(UserId userId, String displayName, Optional<String> handle) {
        Optional<String> wanted = handle.map(Handles::require);
        for (int attempt = 1; attempt <= Backoff.MAX_ATTEMPTS; attempt++) {
            Optional<Profile> before = find(userId);
            if (before.isEmpty()) {
                return new Updated.NoSuchUser();
            }
            Optional<String> old = before.get().handle();
            switch (transactions.write(change(userId, displayName, old, wanted))) {
                case Outcome.Committed() -> {
                    return new Updated.Saved(find(userId).orElseThrow());
                }
                case Outcome.Refused refused
                when !refused.at(PROFILE) && refused.at(HANDLE) -> {
                    return new Updated.HandleTaken();
                }
                case Outcome.Refused _, Outcome.Conflict _ -> backoff.await(attempt);
            }
        }
        throw tooManyConflicts();
    }

    private Optional<Map<String, AttributeValue>> item(Map<String, AttributeValue> key) {
        var answer = dynamoDb.getItem(get -> get.tableName(table).key(key).consistentRead(true));
        return answer.hasItem() ? Optional.of(answer.item()) : Optional.empty();
    }

    private List<TransactWriteItem> creation(Profile profile) {
        List<TransactWriteItem> writes = new ArrayList<>();
        var isNew = new Expression().when("attribute_not_exists(#userId)");
        writes.add(put(UserItem.write(profile), isNew));
        profile.handle().ifPresent(handle -> writes.add(put(UserItem.writeHandle(handle, profile.userId()), isNew)));
        return writes;
    }

    /// The profile, then the new handle, then the old one; a handle that stays is not written.
    private List<TransactWriteItem> change(
            UserId userId, String displayName, Optional<String> old, Optional<String> wanted) {
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(profile(userId, displayName, old, wanted));
        var isMine = text(userId.value());
        wanted.filter(handle -> !old.equals(wanted))
                .ifPresent(handle -> writes.add(put(
                        UserItem.writeHandle(handle, userId),
                        new Expression()
                                .when("attribute_not_exists(#userId) OR #heldBy = :me")
                                .value("me", isMine))));
        old.filter(handle -> !old.equals(wanted))
                .ifPresent(handle -> writes.add(TransactWriteItem.builder()
                        .delete(call -> call.tableName(table).key(UserItem.handleKey(handle)))
                        .build()));
        return writes;
    }

    private TransactWriteItem profile(
            UserId userId, String displayName, Optional<String> old, Optional<String> wanted) {
        var update = new Expression()
                .set("displayName", text(displayName))
                .set("handle", wanted.map(AttributeValue::fromS))
                .when("attribute_exists(#userId)");
        old.ifPresentOrElse(
                handle -> update.when("#handle = :oldHandle").value("oldHandle", text(handle)),
                () -> update.when("attribute_not_exists(#handle)"));
        return TransactWriteItem.builder()
                .update(call -> call.tableName(table)
                        .key(UserItem.key(userId))
                        .updateExpression(update.update())
                        .conditionExpression(update.condition())
                        .expressionAttributeNames(update.names())
                        .expressionAttributeValues(update.values()))
                .build();
    }

    private TransactWriteItem put(Map<String, AttributeValue> item, Expression condition) {
        return TransactWriteItem.builder()
                .put(call -> call.tableName(table)
                        .item(item)
                        .conditionExpression(condition.condition())
                        .expressionAttributeNames(condition.names())
                        .expressionAttributeValues(condition.values()))
                .build();
    }

    private static IllegalStateException tooManyConflicts() {
        return new IllegalStateException("a profile changed " + Backoff.MAX_ATTEMPTS + " times under one change");
    }
}
