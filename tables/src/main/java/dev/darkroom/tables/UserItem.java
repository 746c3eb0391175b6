package dev.darkroom.tables;

import static dev.darkroom.tables.Values.number;
import static dev.darkroom.tables.Values.text;
import static dev.darkroom.tables.Values.time;

import dev.darkroom.model.Profile;
import dev.darkroom.model.UserId;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The two kinds of item in the Users table: a profile, and `handle#x`, which makes handle x unique. A user id has no
/// `#`, so that the two never meet.
final class UserItem {
    private static final String HANDLE = "handle#";

    private UserItem() {}

    static Profile read(Map<String, AttributeValue> item) {
        var attributes = new Attributes(item);
        return new Profile(
                new UserId(attributes.text("userId")),
                attributes.text("displayName"),
                attributes.optionalText("handle"),
                attributes.integer("friendCount"),
                attributes.time("createdAt"));
    }

    static Map<String, AttributeValue> write(Profile profile) {
        Map<String, AttributeValue> item = new HashMap<>(key(profile.userId()));
        item.put("displayName", text(profile.displayName()));
        profile.handle().ifPresent(handle -> item.put("handle", text(handle)));
        item.put("friendCount", number(profile.friendCount()));
        item.put("createdAt", time(profile.createdAt()));
        return item;
    }

    static Map<String, AttributeValue> key(UserId userId) {
        return Map.of("userId", text(userId.value()));
    }

    static Map<String, AttributeValue> handleKey(String handle) {
        return Map.of("userId", text(HANDLE + handle));
    }

    static Map<String, AttributeValue> writeHandle(String handle, UserId holder) {
        return Map.of("userId", text(HANDLE + handle), "heldBy", text(holder.value()));
    }

    static UserId readHolder(Map<String, AttributeValue> handleItem) {
        return new UserId(new Attributes(handleItem).text("heldBy"));
    }
}
