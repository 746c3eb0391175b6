package dev.darkroom.gallery;

import dev.darkroom.http.Answer;
import dev.darkroom.http.Page;
import dev.darkroom.http.ProblemException;
import dev.darkroom.http.ProblemType;
import dev.darkroom.http.Request;
import dev.darkroom.http.Router;
import dev.darkroom.model.Friendship;
import dev.darkroom.model.FriendshipState;
import dev.darkroom.model.UserId;
import dev.darkroom.tables.FriendshipTable;
import dev.darkroom.tables.FriendshipTable.FriendPage;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The routes about friends, from request to answer.
final class FriendRoutes {
    private static final int USUAL_ITEMS = 50;
    private static final int MAX_ITEMS = 100;
    private static final int MAX_READS = 10;
    static final String NO_SUCH_USER = "There is no such user.";

    private final FriendshipTable friendships;
    private final People people;
    private final InstantSource clock;

    FriendRoutes(FriendshipTable friendships, People people, InstantSource clock) {
        this.friendships = friendships;
        this.people = people;
        this.clock = clock;
    }

    void addTo(Router.Builder routes) {
        routes.route("GET /friends", this::list, "cursor", "limit", "state")
                .route("PUT /friends/{userId}", this::befriend)
                .route("DELETE /friends/{userId}", this::unfriend);
    }

    private Answer list(Request request) {
        FriendPage page = read(
                request.caller().userId(),
                state(request),
                request.cursor(UserId::new),
                request.limit(USUAL_ITEMS, MAX_ITEMS));
        Map<UserId, PersonView> persons = people.persons(
                page.friendships().stream().map(Friendship::friendId).toList());
        List<FriendshipView> items = page.friendships().stream()
                .map(row -> FriendshipView.of(row, Objects.requireNonNull(persons.get(row.friendId()))))
                .toList();
        return Answer.json(200, Page.of(items, page.next().map(UserId::value).map(request::cursorTo)));
    }

    /// A page of the table may be short, even empty, before the end: this fills it up, within reason.
    private FriendPage read(UserId userId, FriendshipState state, Optional<UserId> after, int limit) {
        List<Friendship> found = new ArrayList<>();
        Optional<UserId> place = after;
        for (int reads = 0; reads < MAX_READS; reads++) {
            FriendPage page = friendships.list(userId, state, place, limit - found.size());
            found.addAll(page.friendships());
            place = page.next();
            if (place.isEmpty() || found.size() == limit) {
                break;
            }
        }
        return new FriendPage(found, place);
    }

    private Answer befriend(Request request) {
        UserId userId = request.caller().userId();
        UserId friendId = other(request);
        return switch (friendships.befriend(userId, friendId, clock.instant())) {
            case REQUESTED, ACCEPTED -> friendship(userId, friendId);
            // Who is blocked must not find out; who blocks may well be told.
            case BLOCKED -> throw new ProblemException(ProblemType.BLOCKED_BY_YOU, "Unblock the user first.");
            case NO_SUCH_USER -> throw noSuchUser();
            case TOO_MANY_FRIENDS ->
                throw new ProblemException(
                        ProblemType.TOO_MANY_FRIENDS,
                        "One of you has " + Friendship.MAX_FRIENDS + " friends already, and nobody has more.");
        };
    }

    private Answer unfriend(Request request) {
        friendships.unfriend(request.caller().userId(), other(request), clock.instant());
        return Answer.noContent();
    }

    private Answer friendship(UserId userId, UserId friendId) {
        // The other may have left again meanwhile; then there is nothing between the two.
        Friendship row = friendships.find(userId, friendId).orElseThrow(FriendRoutes::noSuchUser);
        return Answer.json(200, FriendshipView.of(row, people.person(friendId)));
    }

    /// The user that the path names.
    static UserId other(Request request) {
        UserId other = request.path("userId", UserId::new, NO_SUCH_USER);
        if (other.equals(request.caller().userId())) {
            throw ProblemException.invalid("userId", "must be another user's id");
        }
        return other;
    }

    private static FriendshipState state(Request request) {
        String wanted = request.query("state").orElse(FriendshipState.ACCEPTED.name());
        return Arrays.stream(FriendshipState.values())
                .filter(state -> state.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(
                        "state", "must be one of " + Arrays.toString(FriendshipState.values())));
    }

    static ProblemException noSuchUser() {
        return new ProblemException(ProblemType.NOT_FOUND, NO_SUCH_USER);
    }
}
