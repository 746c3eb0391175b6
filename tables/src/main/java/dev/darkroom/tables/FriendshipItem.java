package dev.darkroom.tables;

import static dev.darkroom.tables.Values.text;
import static dev.darkroom.tables.Values.time;

import dev.darkroom.model.Friendship;
import dev.darkroom.model.FriendshipState;
import dev.darkroom.model.UserId;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A friendship as an item of the Friendships table and as an image in its stream.
public final class FriendshipItem {
    private FriendshipItem() {}

    /// Reads an item.
    ///
    /// @param item of the table, or a whole image of its stream
    /// @throws RuntimeException where it is none that this class wrote
    public static Friendship read(Map<String, AttributeValue> item) {
        var attributes = new Attributes(item);
        return new Friendship(
                new UserId(attributes.text("userId")),
                new UserId(attributes.text("friendId")),
                FriendshipState.valueOf(attributes.text("state")),
                attributes.time("since"));
    }

    static Map<String, AttributeValue> write(Friendship friendship) {
        return Map.of(
                "userId", text(friendship.userId().value()),
                "friendId", text(friendship.friendId().value()),
                "state", text(friendship.state().name()),
                "since", time(friendship.since()));
    }

    static Map<String, AttributeValue> key(UserId userId, UserId friendId) {
        return Map.of("userId", text(userId.value()), "friendId", text(friendId.value()));
    }
}
