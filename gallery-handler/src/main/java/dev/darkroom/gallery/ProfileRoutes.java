package dev.darkroom.gallery;

import dev.darkroom.http.Answer;
import dev.darkroom.http.Caller;
import dev.darkroom.http.Fields;
import dev.darkroom.http.Form;
import dev.darkroom.http.Page;
import dev.darkroom.http.ProblemException;
import dev.darkroom.http.ProblemType;
import dev.darkroom.http.Request;
import dev.darkroom.http.Router;
import dev.darkroom.model.FriendshipState;
import dev.darkroom.model.Profile;
import dev.darkroom.model.UserId;
import dev.darkroom.tables.FriendshipTable;
import dev.darkroom.tables.Handles;
import dev.darkroom.tables.UserTable;
import dev.darkroom.tables.UserTable.Updated;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The routes about the caller's own profile and about finding others, from request to answer.
final class ProfileRoutes {
    private static final Form<String> NAME = Form.text(1, 80);
    private static final Form<String> DISPLAY_NAME = new Form<>(
            node -> NAME.read().apply(node).map(String::strip).filter(ProfileRoutes::isSeen),
            NAME.expected() + ", not only spaces and what is not seen");
    private static final Form<String> HANDLE = new Form<>(
            node -> Optional.ofNullable(node.textValue()).flatMap(Handles::parse),
            "2 to 30 of a-z, 0-9, '.', '_' and '-', beginning with a letter or digit");

    private final UserTable users;
    private final FriendshipTable friendships;
    private final InstantSource clock;

    ProfileRoutes(UserTable users, FriendshipTable friendships, InstantSource clock) {
        this.users = users;
        this.friendships = friendships;
        this.clock = clock;
    }

    void addTo(Router.Builder routes) {
        routes.route("GET /me", this::read).route("PUT /me", this::replace).route("GET /users", this::find, "handle");
    }

    private Answer read(Request request) {
        return Answer.json(200, ProfileView.of(ensured(request.caller())));
    }

    private Answer replace(Request request) {
        Fields body = request.fields();
        Optional<String> displayName = body.required("displayName", DISPLAY_NAME);
        Optional<String> handle = body.optional("handle", HANDLE);
        body.check();
        UserId userId = ensured(request.caller()).userId();
        return switch (users.update(userId, displayName.orElseThrow(), handle)) {
            case Updated.Saved(var profile) -> Answer.json(200, ProfileView.of(profile));
            case Updated.HandleTaken() ->
                throw new ProblemException(ProblemType.HANDLE_TAKEN, "Choose another handle.");
            case Updated.NoSuchUser() -> throw new IllegalStateException("a profile has vanished");
        };
    }

    /// Looks at as many rows where nobody has the handle, or one who blocks the caller, as where somebody is found.
    private Answer find(Request request) {
        UserId viewer = request.caller().userId();
        String handle = request.query("handle")
                .orElseThrow(
                        () -> ProblemException.invalid("handle", "is required: the handle of the one you look for"));
        Optional<UserId> holder = users.holderOf(handle);
        Optional<Profile> profile = users.find(holder.orElse(viewer));
        boolean blocked = isBlockedBy(holder.orElse(viewer), viewer);
        List<PersonView> found = profile.filter(_ -> holder.isPresent() && !blocked).map(PersonView::of).stream()
                .toList();
        return Answer.json(200, Page.of(found, Optional.empty()));
    }

    /// Whether any character of a name shows: spaces do not, nor do joiners and marks of direction.
    private static boolean isSeen(String name) {
        return name.codePoints()
                .anyMatch(c -> !Character.isWhitespace(c)
                        && !Character.isSpaceChar(c)
                        && Character.getType(c) != Character.FORMAT);
    }

    private Profile ensured(Caller caller) {
        return users.ensure(caller.userId(), caller.name(), clock.instant());
    }

    private boolean isBlockedBy(UserId owner, UserId viewer) {
        return friendships
                .find(owner, viewer)
                .filter(row -> row.state() == FriendshipState.BLOCKED)
                .isPresent();
    }
}
