package dev.darkroom.gallery;

import dev.darkroom.http.Caller;
import dev.darkroom.http.ProblemException;
import dev.darkroom.http.Request;
import dev.darkroom.tables.KnownUsers;
import dev.darkroom.tables.RequestTable;
import dev.darkroom.tables.RequestTable.Claim;
import dev.darkroom.tables.WriteLimit;
import java.time.InstantSource;
import java.util.List;

/// What holds for requests whatever their route: users have profiles, write within their limit, and keep to their
/// idempotency keys.
final class Admission {
    private final KnownUsers users;
    private final WriteLimit writes;
    private final RequestTable requests;
    private final InstantSource clock;

    Admission(KnownUsers users, WriteLimit writes, RequestTable requests, InstantSource clock) {
        this.users = users;
        this.writes = writes;
        this.requests = requests;
        this.clock = clock;
    }

    /// Lets a request through to its route.
    ///
    /// @throws ProblemException 401 without a token, but where everybody may read; 429 for a write too many
    void admit(Request request) {
        if (request.routeKey().equals(PublicRoutes.ROUTE)) {
            return;
        }
        Caller caller = request.caller();
        if (!request.isSafe() && !request.routeKey().equals(PhotoRoutes.LOOKUP)) {
            writes.count(caller.userId()).ifPresent(wait -> {
                throw ProblemException.tooManyRequests(wait);
            });
        }
        users.ensure(caller.userId(), caller.name());
    }

    /// Holds a sound POST that makes nothing to its idempotency key, if it has one.
    ///
    /// @throws ProblemException 422 where the key belongs to another request
    void holdToKey(Request request) {
        request.idempotencyKey().ifPresent(key -> {
            Claim claim =
                    requests.claim(request.caller().userId(), key, request.fingerprint(), List.of(), clock.instant());
            if (claim instanceof Claim.Different) {
                throw ProblemException.idempotencyKeyReused();
            }
        });
    }
}
