package dev.darkroom.client;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.darkroom.client.Views.Friend;
import dev.darkroom.client.Views.Hop;
import dev.darkroom.client.Views.Intent;
import dev.darkroom.client.Views.Intents;
import dev.darkroom.client.Views.Page;
import dev.darkroom.client.Views.Photo;
import dev.darkroom.client.Views.Profile;
import dev.darkroom.client.Views.User;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// One user's view of Darkroom: the API's routes as methods. Blocking; safe for use by many threads.
///
/// Every method throws [ProblemException] where the API refuses, and `UncheckedIOException` where it does not answer.
public final class DarkroomClient implements AutoCloseable {
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(4);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Cloud cloud;
    private final String userName;
    private final Api api;
    private final Uploader uploader = new Uploader(http);
    private String token = "";
    private long tokenTakenAt;

    /// A client of this cloud for a user, whose token it asks for as often as needed.
    public DarkroomClient(Cloud cloud, String userName) {
        this.cloud = cloud;
        this.userName = userName;
        this.api = new Api(http, cloud.api(), this::token);
    }

    /// Who the user is; creates the profile at the first call.
    public Profile me() {
        return api.get("/me", new TypeReference<>() {});
    }

    /// Replaces what the user is called.
    ///
    /// @param handle empty for none
    public Profile rename(String displayName, Optional<String> handle) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("displayName", displayName);
        handle.ifPresent(wanted -> body.put("handle", wanted));
        return api.call("PUT", "/me", body, new TypeReference<>() {});
    }

    /// Who has this handle, in any case.
    public Optional<User> find(String handle) {
        return api.get("/users?handle=" + encode(handle), new TypeReference<Page<User>>() {}).items().stream()
                .findFirst();
    }

    /// Announces photos.
    ///
    /// @param photos 1 to 20
    public List<Intent> announce(List<NewPhoto> photos) {
        var body = Map.of(
                "photos", photos.stream().map(DarkroomClient::announcement).toList());
        return api.call("POST", "/photos", body, new TypeReference<Intents>() {})
                .photos();
    }

    /// Uploads one original by its intent, and again by a new URL where that one has expired.
    ///
    /// @return whether it was stored, or was there already
    public Uploader.Outcome upload(Intent intent, NewPhoto photo) {
        Uploader.Outcome first = uploader.put(intent.upload(), photo.bytes());
        if (first != Uploader.Outcome.NOT_ALLOWED) {
            return first;
        }
        Uploader.Outcome second = uploader.put(renew(intent.photoId()).upload(), photo.bytes());
        if (second == Uploader.Outcome.NOT_ALLOWED) {
            throw new ProblemException(
                    403, "the upload was refused", "a fresh URL does not take these bytes", List.of());
        }
        return second;
    }

    /// Announces a photo and uploads it.
    public Intent share(NewPhoto photo) {
        Intent intent = announce(List.of(photo)).getFirst();
        upload(intent, photo);
        return intent;
    }

    /// A new upload URL for a pending photo.
    public Intent renew(String photoId) {
        return api.call("POST", "/photos/" + photoId + "/upload", Map.of(), new TypeReference<>() {});
    }

    /// One photo; empty where it does not exist for this user.
    public Optional<Photo> photo(String ownerId, String photoId) {
        try {
            return Optional.of(api.get("/users/" + ownerId + "/photos/" + photoId, new TypeReference<>() {}));
        } catch (ProblemException e) {
            if (e.status() == 404) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /// Waits until one of the user's own photos is no longer PENDING.
    ///
    /// @return the photo, PENDING still where the limit is over
    /// @throws ProblemException 404 where there is no such photo
    public Photo await(String photoId, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        String address = "/users/" + me().userId() + "/photos/" + photoId;
        while (true) {
            Photo photo = api.get(address, new TypeReference<>() {});
            if (!"PENDING".equals(photo.state()) || System.nanoTime() >= deadline) {
                return photo;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /// A page of the user's own photos, newest first.
    public Page<Photo> photos(Optional<String> cursor) {
        return api.get("/photos" + cursor(cursor), new TypeReference<>() {});
    }

    /// A page of the user's feed, newest first; a short page with a cursor is not the end.
    public Page<Photo> feed(Optional<String> cursor) {
        return api.get("/feed" + cursor(cursor), new TypeReference<>() {});
    }

    /// The user's whole feed, newest first, read page by page as it is consumed.
    public Stream<Photo> wholeFeed() {
        return Stream.iterate(
                        Optional.of(feed(Optional.empty())),
                        Optional::isPresent,
                        page -> page.map(Page::next).map(next -> feed(Optional.of(next))))
                .flatMap(Optional::stream)
                .flatMap(page -> page.items().stream());
    }

    /// Deletes a photo; repeating it changes nothing.
    public void delete(String photoId) {
        api.tell("DELETE", "/photos/" + photoId);
    }

    /// What each hop did with one of the user's photos, oldest first.
    public List<Hop> journal(String photoId) {
        return api.get("/photos/" + photoId + "/journal", new TypeReference<Page<Hop>>() {})
                .items();
    }

    /// Asks another user for friendship, or accepts theirs.
    public Friend befriend(String userId) {
        return api.call("PUT", "/friends/" + userId, Map.of(), new TypeReference<>() {});
    }

    /// Ends a friendship, or declines or withdraws a request.
    public void unfriend(String userId) {
        api.tell("DELETE", "/friends/" + userId);
    }

    /// The user's friends in one state.
    public Page<Friend> friends(String state, Optional<String> cursor) {
        String next = cursor.map(value -> "&cursor=" + encode(value)).orElse("");
        return api.get("/friends?state=" + encode(state) + next, new TypeReference<>() {});
    }

    @Override
    public void close() {
        http.close();
    }

    private synchronized String token() {
        long now = System.nanoTime();
        if (token.isEmpty() || now - tokenTakenAt > TOKEN_LIFE.toNanos()) {
            token = cloud.token(userName);
            tokenTakenAt = now;
        }
        return token;
    }

    private static Map<String, Object> announcement(NewPhoto photo) {
        Map<String, Object> announcement = new LinkedHashMap<>();
        photo.fileName().ifPresent(name -> announcement.put("fileName", name));
        announcement.put("contentType", photo.contentType());
        announcement.put("sizeBytes", photo.bytes().length);
        announcement.put("sha256", photo.sha256());
        photo.visibility().ifPresent(visibility -> announcement.put("visibility", visibility));
        return announcement;
    }

    private static String cursor(Optional<String> cursor) {
        return cursor.map(value -> "?cursor=" + encode(value)).orElse("");
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
