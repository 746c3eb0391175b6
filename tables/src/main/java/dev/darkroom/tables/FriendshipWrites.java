package dev.darkroom.tables;

import static dev.darkroom.tables.Values.number;
import static dev.darkroom.tables.Values.text;

import dev.darkroom.model.Friendship;
import dev.darkroom.model.UserId;
import dev.darkroom.tables.FriendshipPair.Parting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// The transactions that change a friendship: always both rows, each on the condition that it is in the state that
/// was read, then both users.
final class FriendshipWrites {
    static final int OWN_ROW = 0;
    static final int OTHER_ROW = 1;
    static final int OWN_USER = 2;
    static final int OTHER_USER = 3;

    private static final String EXISTS = "attribute_exists(#userId)";
    private static final String HAS_ROOM = EXISTS + " AND #friendCount < :most";

    private final String table;
    private final String usersTable;

    FriendshipWrites(String table, String usersTable) {
        this.table = table;
        this.usersTable = usersTable;
    }

    /// Both rows, and both users, who must exist and have room for a friend.
    ///
    /// @param friends what both counts change by: 1 or 0
    List<TransactWriteItem> join(FriendshipPair before, FriendshipPair after, int friends) {
        List<TransactWriteItem> writes = rows(before, after);
        writes.add(room(before.userId(), friends));
        writes.add(room(before.friendId(), friends));
        return writes;
    }

    /// Both rows, and both counts where they were friends.
    List<TransactWriteItem> leave(FriendshipPair before, Parting parting) {
        List<TransactWriteItem> writes = rows(before, parting.after());
        if (parting.friends() != 0) {
            writes.add(existing(before.userId(), parting.friends()));
            writes.add(existing(before.friendId(), parting.friends()));
        }
        return writes;
    }

    /// Both rows, and both users, who must exist; their counts where they were friends.
    List<TransactWriteItem> block(FriendshipPair before, Parting parting) {
        List<TransactWriteItem> writes = rows(before, parting.after());
        writes.add(existing(before.userId(), parting.friends()));
        writes.add(existing(before.friendId(), parting.friends()));
        return writes;
    }

    private List<TransactWriteItem> rows(FriendshipPair before, FriendshipPair after) {
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(row(before.userId(), before.friendId(), before.own(), after.own()));
        writes.add(row(before.friendId(), before.userId(), before.other(), after.other()));
        return writes;
    }

    private TransactWriteItem row(
            UserId userId, UserId friendId, Optional<Friendship> before, Optional<Friendship> after) {
        Expression unchanged = stillIs(before);
        Map<String, AttributeValue> key = FriendshipItem.key(userId, friendId);
        if (after.equals(before)) {
            return check(table, key, unchanged);
        }
        return after.map(row -> put(row, unchanged)).orElseGet(() -> delete(key, unchanged));
    }

    private static Expression stillIs(Optional<Friendship> before) {
        return before.map(row -> new Expression()
                        .when("#state = :state")
                        .value("state", text(row.state().name())))
                .orElseGet(() -> new Expression().when("attribute_not_exists(#userId)"));
    }

    private TransactWriteItem room(UserId user, int friends) {
        return user(user, new Expression().when(HAS_ROOM).value("most", number(Friendship.MAX_FRIENDS)), friends);
    }

    private TransactWriteItem existing(UserId user, int friends) {
        return user(user, new Expression().when(EXISTS), friends);
    }

    private TransactWriteItem user(UserId user, Expression condition, int friends) {
        return friends == 0
                ? check(usersTable, UserItem.key(user), condition)
                : count(user, condition.add("friendCount", friends));
    }

    private TransactWriteItem count(UserId user, Expression update) {
        return TransactWriteItem.builder()
                .update(call -> call.tableName(usersTable)
                        .key(UserItem.key(user))
                        .updateExpression(update.update())
                        .conditionExpression(update.condition())
                        .expressionAttributeNames(update.names())
                        .expressionAttributeValues(update.values())
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                .build();
    }

    private static TransactWriteItem check(String table, Map<String, AttributeValue> key, Expression condition) {
        return TransactWriteItem.builder()
                .conditionCheck(call -> call.tableName(table)
                        .key(key)
                        .conditionExpression(condition.condition())
                        .expressionAttributeNames(condition.names())
                        .expressionAttributeValues(condition.values())
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                .build();
    }

    private TransactWriteItem put(Friendship row, Expression condition) {
        return TransactWriteItem.builder()
                .put(call -> call.tableName(table)
                        .item(FriendshipItem.write(row))
                        .conditionExpression(condition.condition())
                        .expressionAttributeNames(condition.names())
                        .expressionAttributeValues(condition.values())
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                .build();
    }

    private TransactWriteItem delete(Map<String, AttributeValue> key, Expression condition) {
        return TransactWriteItem.builder()
                .delete(call -> call.tableName(table)
                        .key(key)
                        .conditionExpression(condition.condition())
                        .expressionAttributeNames(condition.names())
                        .expressionAttributeValues(condition.values()))
                .build();
    }
}
