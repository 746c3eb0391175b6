package dev.darkroom.gallery;

import dev.darkroom.model.Profile;
import dev.darkroom.model.UserId;
import dev.darkroom.tables.UserTable;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Names users for those who read of them.
final class People {
    private final UserTable users;

    People(UserTable users) {
        this.users = users;
    }

    PersonView person(UserId userId) {
        return users.find(userId).map(PersonView::of).orElseGet(() -> PersonView.unknown(userId));
    }

    /// All of these users, by id.
    Map<UserId, PersonView> persons(Collection<UserId> userIds) {
        Map<UserId, Profile> profiles = userIds.isEmpty()
                ? Map.of()
                : users.findAll(userIds).stream().collect(Collectors.toMap(Profile::userId, Function.identity()));
        return userIds.stream().distinct().collect(Collectors.toMap(Function.identity(), userId -> {
            Profile profile = profiles.get(userId);
            return profile == null ? PersonView.unknown(userId) : PersonView.of(profile);
        }));
    }
}
