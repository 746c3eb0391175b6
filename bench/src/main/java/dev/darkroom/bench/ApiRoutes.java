package dev.darkroom.bench;

import dev.darkroom.bench.TimedCalls.Answer;
import java.util.HexFormat;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// One call of every route, as often as wanted. Calls that change something do it anew each time; what has to be
/// undone before is undone in a call that does not count.
final class ApiRoutes {
    private static final String VERA = "vera";
    private static final String OLGA = ApiWorld.friend(1);

    private final ApiWorld world;

    ApiRoutes(ApiWorld world) {
        this.world = world;
    }

    /// One route in one situation.
    ///
    /// @param call makes the call of this number, from 0, and gives its answer
    record Route(String name, int status, IntFunction<Answer> call) {}

    List<Route> all() {
        return List.of(
                new Route("feed", 200, _ -> vera("/feed")),
                new Route("feed-30-owners", 200, _ -> world.as("victor").get("/feed")),
                new Route(
                        "feed-not-modified",
                        304,
                        _ -> world.as(VERA)
                                .get("/feed", "If-None-Match", vera("/feed").etag())),
                new Route("own-photos", 200, _ -> olga("GET", "/photos", "")),
                new Route("own-photos-ready", 200, _ -> olga("GET", "/photos?state=READY", "")),
                new Route("users-photos", 200, _ -> vera("/users/" + world.id(OLGA) + "/photos")),
                new Route("photo", 200, _ -> vera("/users/" + world.id(OLGA) + "/photos/" + world.photo(OLGA, 1))),
                new Route("original", 200, _ -> olga("GET", "/photos/" + world.original() + "/original", "")),
                new Route("journal", 200, _ -> olga("GET", "/photos/" + world.original() + "/journal", "")),
                new Route("lookup-100", 200, _ -> world.as(VERA).call("POST", "/photos/lookup", references())),
                new Route("public-photos", 200, _ -> vera("/public/photos")),
                new Route("me", 200, _ -> vera("/me")),
                new Route("find-user", 200, _ -> vera("/users?handle=" + OLGA)),
                new Route("friends", 200, _ -> vera("/friends")),
                new Route("edit", 200, this::edit),
                new Route(
                        "delete",
                        204,
                        number -> world.as(ApiWorld.DORA)
                                .call("DELETE", "/photos/" + world.photo(ApiWorld.DORA, number + 1), "")),
                new Route("announce", 201, this::announce),
                new Route("renew-upload", 200, this::renew),
                new Route(
                        "rename",
                        200,
                        number ->
                                world.as("rita").call("PUT", "/me", "{\"displayName\":\"Rita %d\"}".formatted(number))),
                new Route("befriend", 200, _ -> redo("DELETE", "PUT", "/friends/" + world.id("paul"), "paula")),
                new Route("unfriend", 204, _ -> redo("PUT", "DELETE", "/friends/" + world.id("paul"), "petra")),
                new Route("block", 204, _ -> redo("DELETE", "PUT", "/blocks/" + world.id("paul"), "quinn")),
                new Route("unblock", 204, _ -> redo("PUT", "DELETE", "/blocks/" + world.id("paul"), "quentin")));
    }

    private Answer vera(String path) {
        return world.as(VERA).get(path);
    }

    private Answer olga(String method, String path, String body, String... headers) {
        return world.as(OLGA).call(method, path, body, headers);
    }

    private Answer edit(int number) {
        return olga(
                "PATCH",
                "/photos/" + world.photo(OLGA, 1),
                "{\"title\":\"Title %d\"}".formatted(number),
                "If-Match",
                "*");
    }

    private Answer announce(int number) {
        return world.as("uma").call("POST", "/photos", announcement(number));
    }

    private Answer renew(int number) {
        String photoId = world.as("ulla")
                .call("POST", "/photos", announcement(number))
                .json()
                .at("/photos/0/photoId")
                .asText();
        return world.as("ulla").call("POST", "/photos/" + photoId + "/upload", "");
    }

    private static String announcement(int number) {
        String sha256 = HexFormat.of().toHexDigits(number).repeat(8);
        return "{\"photos\":[{\"contentType\":\"image/jpeg\",\"sizeBytes\":1000,\"sha256\":\"" + sha256 + "\"}]}";
    }

    private Answer redo(String undo, String call, String path, String user) {
        world.as(user).call(undo, path, "");
        return world.as(user).call(call, path, "");
    }

    /// Ten photos of each of vera's friends.
    private String references() {
        return IntStream.rangeClosed(1, ApiWorld.FRIENDS)
                .boxed()
                .flatMap(friend -> IntStream.rangeClosed(1, 10)
                        .mapToObj(number -> "{\"ownerId\":\"" + world.id(ApiWorld.friend(friend)) + "\",\"photoId\":\""
                                + world.photo(ApiWorld.friend(friend), number) + "\"}"))
                .collect(Collectors.joining(",", "{\"photos\":[", "]}"));
    }
}
