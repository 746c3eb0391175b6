package dev.darkroom.gallery;

import dev.darkroom.http.Answer;
import dev.darkroom.http.Request;
import dev.darkroom.http.Router;
import dev.darkroom.tables.FriendshipTable;
import java.time.InstantSource;

/// The routes about whom the caller blocks, from request to answer. Nobody is told of a block but who made it.
final class BlockRoutes {
    private final FriendshipTable friendships;
    private final InstantSource clock;

    BlockRoutes(FriendshipTable friendships, InstantSource clock) {
        this.friendships = friendships;
        this.clock = clock;
    }

    void addTo(Router.Builder routes) {
        routes.route("PUT /blocks/{userId}", this::block).route("DELETE /blocks/{userId}", this::unblock);
    }

    private Answer block(Request request) {
        if (!friendships.block(request.caller().userId(), FriendRoutes.other(request), clock.instant())) {
            throw FriendRoutes.noSuchUser();
        }
        return Answer.noContent();
    }

    private Answer unblock(Request request) {
        friendships.unblock(request.caller().userId(), FriendRoutes.other(request));
        return Answer.noContent();
    }
}
