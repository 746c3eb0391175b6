package dev.darkroom.gallery;

import static dev.darkroom.gallery.GalleryFixture.ALICE;
import static dev.darkroom.gallery.GalleryFixture.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.http.ApiAnswer;
import dev.darkroom.http.ApiCall;
import dev.darkroom.http.Provocations;
import dev.darkroom.http.TemplateRoutes;
import dev.darkroom.http.contract.Contract;
import dev.darkroom.http.contract.DocumentedCase;
import dev.darkroom.model.Friendship;
import dev.darkroom.model.FriendshipState;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.UserId;
import dev.darkroom.model.Visibility;
import dev.darkroom.tables.Samples;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Provokes every answer that openapi.yaml documents for the gallery's routes. That each is as documented, down to its
/// fields and headers, [ApiCall] checks as it does for all tests.
class AnsweredAsWrittenTest {
    private static final String NOBODYS = "/photos/" + Samples.photoId(9_999);

    private final GalleryFixture gallery = new GalleryFixture();
    private final PhotoKey ready = gallery.ready(ALICE, 1, Visibility.PUBLIC);
    private final PhotoKey pending = gallery.pending(ALICE, 2, Visibility.FRIENDS);
    private final Provocations provocations = provocations();

    static List<DocumentedCase> cases() {
        return Contract.ofThisProject().cases(TemplateRoutes.of("GalleryHandler"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void itIsAnswered(DocumentedCase documented) {
        provocations.check(documented);
    }

    @Test
    void everyCallProvokesADocumentedAnswer() {
        assertThat(provocations.without(cases())).isEmpty();
    }

    private Provocations provocations() {
        ApiCall alice = gallery.alice;
        var calls = new Provocations(
                alice,
                gallery.overheard(_ -> {
                            throw new IllegalStateException("no table can be reached");
                        })
                        .as("alice"),
                this::exhausted,
                Map.of("photoId", ready.photoId().value(), "userId", BOB.value()));
        photos(calls, alice);
        edits(calls, alice);
        people(calls, alice);
        return calls.on("GET /feed 200", () -> alice.get("/feed"))
                .on("GET /feed 304", () -> alice.with("if-none-match", "*").get("/feed"));
    }

    private void photos(Provocations calls, ApiCall alice) {
        String photo = "/photos/" + ready.photoId();
        calls.on("GET /photos 200", () -> alice.get("/photos?limit=1"))
                .on("GET /public/photos 200", () -> alice.anonymous().get("/public/photos"))
                .on("GET /users/{userId}/photos 200", () -> alice.get("/users/alice-sub/photos"))
                .on("GET /users/{userId}/photos 404 not-found", () -> alice.get("/users/nobody/photos"))
                .on("GET /users/{userId}/photos/{photoId} 200", () -> gallery.bob.get("/users/alice-sub" + photo))
                .on("GET /users/{userId}/photos/{photoId} 404 not-found", () -> alice.get("/users/alice-sub" + NOBODYS))
                .on("GET /photos/{photoId}/journal 200", () -> alice.get(photo + "/journal"))
                .on("GET /photos/{photoId}/journal 404 not-found", () -> alice.get(NOBODYS + "/journal"))
                .on("GET /photos/{photoId}/original 200", () -> alice.get(photo + "/original"))
                .on("GET /photos/{photoId}/original 404 not-found", () -> alice.get(NOBODYS + "/original"))
                .on(
                        "GET /photos/{photoId}/original 409 not-ready",
                        () -> alice.get("/photos/" + pending.photoId() + "/original"))
                .on("DELETE /photos/{photoId} 204", () -> alice.delete(photo))
                .on("DELETE /photos/{photoId} 404 not-found", () -> alice.delete(NOBODYS))
                .on("POST /photos/lookup 200", () -> lookUp(alice, ALICE, BOB))
                .on("POST /photos/lookup 422 idempotency-key-reused", () -> {
                    ApiCall named = alice.with("idempotency-key", "key-1");
                    lookUp(named, ALICE);
                    return lookUp(named, BOB);
                });
    }

    /// Asks for the same photo of several owners.
    private ApiAnswer lookUp(ApiCall caller, UserId... owners) {
        String photos = Arrays.stream(owners)
                .map(owner -> "{\"ownerId\":\"" + owner + "\",\"photoId\":\"" + ready.photoId() + "\"}")
                .collect(Collectors.joining(","));
        return caller.post("/photos/lookup", "{\"photos\":[" + photos + "]}");
    }

    private void edits(Provocations calls, ApiCall alice) {
        String photo = "/photos/" + ready.photoId();
        Optional<String> patch = Optional.of("{\"title\":\"Dawn\"}");
        calls.on(
                        "PATCH /photos/{photoId} 200",
                        () -> alice.with("if-match", "*").send("PATCH", photo, patch))
                .on(
                        "PATCH /photos/{photoId} 404 not-found",
                        () -> alice.with("if-match", "*").send("PATCH", NOBODYS, patch))
                .on(
                        "PATCH /photos/{photoId} 412 changed-meanwhile",
                        () -> alice.with("if-match", "\"77\"").send("PATCH", photo, patch))
                .on("PATCH /photos/{photoId} 428 if-match-required", () -> alice.send("PATCH", photo, patch));
    }

    private void people(Provocations calls, ApiCall alice) {
        calls.on("GET /me 200", () -> alice.get("/me"))
                .on("PUT /me 200", () -> alice.put("/me", "{\"displayName\":\"Alice\"}"))
                .on(
                        "PUT /me 409 handle-taken",
                        () -> alice.put("/me", "{\"displayName\":\"Alice\",\"handle\":\"bob\"}"))
                .on("GET /users 200", () -> alice.get("/users?handle=bob"))
                .on("GET /friends 200", () -> {
                    gallery.makeFriends(ALICE, BOB);
                    return alice.get("/friends");
                })
                .on("PUT /friends/{userId} 200", () -> alice.put("/friends/bob-sub", ""))
                .on("PUT /friends/{userId} 404 not-found", () -> alice.put("/friends/nobody", ""))
                .on("PUT /friends/{userId} 409 blocked-by-you", () -> {
                    gallery.friendships.put(new Friendship(ALICE, BOB, FriendshipState.BLOCKED, gallery.now));
                    return alice.put("/friends/bob-sub", "");
                })
                .on("PUT /friends/{userId} 409 too-many-friends", this::oneFriendTooMany)
                .on("DELETE /friends/{userId} 204", () -> alice.delete("/friends/bob-sub"))
                .on("DELETE /friends/{userId} 404 not-found", () -> alice.delete("/friends/no%20id"))
                .on("PUT /blocks/{userId} 204", () -> alice.put("/blocks/bob-sub", ""))
                .on("PUT /blocks/{userId} 404 not-found", () -> alice.put("/blocks/nobody", ""))
                .on("DELETE /blocks/{userId} 204", () -> alice.delete("/blocks/bob-sub"))
                .on("DELETE /blocks/{userId} 404 not-found", () -> alice.delete("/blocks/no%20id"));
    }

    private ApiCall exhausted() {
        for (int i = 0; i < GalleryFixture.WRITES_PER_MINUTE; i++) {
            gallery.alice.delete("/friends/bob-sub");
        }
        return gallery.alice;
    }

    private ApiAnswer oneFriendTooMany() {
        for (int i = 0; i < Friendship.MAX_FRIENDS; i++) {
            UserId friend = new UserId("friend-" + i);
            gallery.users.ensure(friend, "friend" + i, gallery.now);
            gallery.makeFriends(ALICE, friend);
        }
        gallery.bob.put("/friends/alice-sub", "");
        return gallery.alice.put("/friends/bob-sub", "");
    }
}
