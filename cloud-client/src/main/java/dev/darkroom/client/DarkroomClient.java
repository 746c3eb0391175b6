package dev.darkroom.client;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.darkroom.client.Views.Friend;
import dev.darkroom.client.Views.Hop;
import dev.darkroom.client.Views.Intent;
import dev.darkroom.client.Views.Intents;
import dev.darkroom.client.Views.LookedUp;
import dev.darkroom.client.Views.Original;
import dev.darkroom.client.Views.Page;
import dev.darkroom.client.Views.Photo;
import dev.darkroom.client.Views.PhotoRef;
import dev.darkroom.client.Views.Profile;
import dev.darkroom.client.Views.User;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One user's view of Darkroom: the API's routes as methods. Blocking; safe for use by many threads.
///
/// Every method throws [ProblemException] where the API refuses, and `UncheckedIOException` where it does not answer.
/// Where the API limits the user (429), a method waits as long as it is told to, within the client's patience.
public final class DarkroomClient implements AutoCloseable {
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(4);
    private static final int CONFLICT = 409;
    private static final Duration PAUSE = Duration.ofMillis(50);
    /// The API counts requests by the minute.
    private static final Duration USUAL_PATIENCE = Duration.ofSeconds(61);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Cloud cloud;
    private final String userName;
    private final Api api;
    private final Uploader uploader;
    private String token = "";
    private long tokenTakenAt;
    private volatile @Nullable String userId;

    /// A client of this cloud for a user, whose token it asks for as often as needed.
    public DarkroomClient(Cloud cloud, String userName) {
        this(cloud, userName, USUAL_PATIENCE);
    }

    /// A client that waits no longer than this for a limit to be over.
    ///
    /// @param patience zero to be told of every limit at once
    public DarkroomClient(Cloud cloud, String userName, Duration patience) {
        this(cloud, userName, Patience.of(patience), _ -> {});
    }

    /// A client each of whose exchanges with the API somebody sees.
    ///
    /// @param listener hears of every answer, with its request, before anything is done with it; on any thread that
    ///     uses the client
    public DarkroomClient(Cloud cloud, String userName, Duration patience, Consumer<HttpResponse<byte[]>> listener) {
        this(cloud, userName, Patience.of(patience), listener);
    }

    DarkroomClient(Cloud cloud, String userName, Patience patience) {
        this(cloud, userName, patience, _ -> {});
    }

    private DarkroomClient(Cloud cloud, String userName, Patience patience, Consumer<HttpResponse<byte[]>> listener) {
        this.cloud = cloud;
        this.userName = userName;
        this.api = new Api(http, cloud.api(), this::token, patience, listener);
        this.uploader = new Uploader(http, patience);
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
        return api.call(Call.of("PUT", "/me").with(body), new TypeReference<>() {});
    }

    /// Who has this handle, in any case.
    public Optional<User> find(String handle) {
        String path = Query.of("handle", Optional.of(handle)).on("/users");
        return api.get(path, new TypeReference<Page<User>>() {}).items().stream()
                .findFirst();
    }

    /// Announces photos, under an idempotency key of its own.
    ///
    /// @param photos 1 to 20
    public List<Intent> announce(List<NewPhoto> photos) {
        return announce(photos, UUID.randomUUID().toString());
    }

    /// Announces photos. After a lost answer or a failure of the API the announcement is repeated under its key, which
    /// gives the same photos again.
    ///
    /// @param photos 1 to 20
    /// @param idempotencyKey 1 to 255 visible ASCII characters, for these photos alone
    public List<Intent> announce(List<NewPhoto> photos, String idempotencyKey) {
        var body = Map.of("photos", photos.stream().map(Announcement::of).toList());
        var call = Call.of("POST", "/photos").with(body).idempotencyKey(idempotencyKey);
        return api.call(call, new TypeReference<Intents>() {}).photos();
    }

    /// Uploads one original by its intent, and again by a new URL where that one has expired.
    public Uploaded upload(Intent intent, NewPhoto photo) {
        if (intent.upload() == null) {
            return alreadyThere(intent.photoId());
        }
        Uploader.Outcome first = uploader.put(intent.upload(), photo.bytes());
        return switch (first) {
            case STORED -> new Uploaded.Stored();
            case ALREADY_THERE -> alreadyThere(intent.photoId());
            case NOT_ALLOWED -> uploadAnew(intent.photoId(), photo);
        };
    }

    private Uploaded uploadAnew(String photoId, NewPhoto photo) {
        Views.Upload fresh;
        try {
            fresh = renew(photoId).upload();
        } catch (ProblemException refused) {
            if (refused.status() == CONFLICT) {
                // An earlier PUT, whose answer was lost, has arrived.
                return alreadyThere(photoId);
            }
            throw refused;
        }
        Uploader.Outcome outcome = fresh == null ? Uploader.Outcome.ALREADY_THERE : uploader.put(fresh, photo.bytes());
        return switch (outcome) {
            case STORED -> new Uploaded.Stored();
            case ALREADY_THERE -> alreadyThere(photoId);
            case NOT_ALLOWED ->
                throw new ProblemException(
                        403, "the upload was refused", "a fresh URL does not take these bytes", List.of());
        };
    }

    private Uploaded alreadyThere(String photoId) {
        return new Uploaded.AlreadyThere(own(photoId));
    }

    /// Announces a photo and uploads it.
    public Intent share(NewPhoto photo) {
        Intent intent = announce(List.of(photo)).getFirst();
        upload(intent, photo);
        return intent;
    }

    /// A new upload URL for a pending photo.
    public Intent renew(String photoId) {
        return api.call(Call.of("POST", "/photos/" + photoId + "/upload"), new TypeReference<>() {});
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
        while (true) {
            Photo photo = own(photoId);
            if (!"PENDING".equals(photo.state()) || System.nanoTime() >= deadline) {
                return photo;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /// A page of the user's own photos, newest first.
    public Page<Photo> photos(Optional<String> cursor) {
        return photos(PhotoFilter.NONE, cursor);
    }

    /// A page of those of the user's own photos that match, newest first; a short page with a cursor is not the end.
    public Page<Photo> photos(PhotoFilter filter, Optional<String> cursor) {
        Query query = Query.of("state", filter.state())
                .and("tag", filter.tag())
                .and("visibility", filter.visibility())
                .and("cursor", cursor);
        return api.get(query.on("/photos"), new TypeReference<>() {});
    }

    /// A page of what the user may see of another's photos, newest first.
    ///
    /// @throws ProblemException 404 where there is no such user, or one who blocks this one
    public Page<Photo> photosOf(String userId, Optional<String> cursor) {
        return api.get(Query.of("cursor", cursor).on("/users/" + userId + "/photos"), new TypeReference<>() {});
    }

    /// A page of everyone's public photos, newest first, asked for without a token; an empty page with a cursor is not
    /// the end.
    public Page<Photo> publicPhotos(Optional<String> cursor) {
        var call = Call.of("GET", Query.of("cursor", cursor).on("/public/photos"));
        return api.call(call.withoutToken(), new TypeReference<>() {});
    }

    /// What has become of photos that the user has seen before, in the order asked for.
    ///
    /// @param photos 1 to 100
    public List<LookedUp> lookup(List<PhotoRef> photos) {
        var call = Call.of("POST", "/photos/lookup").with(Map.of("photos", photos));
        return api.call(call, new TypeReference<Page<LookedUp>>() {}).items();
    }

    /// Changes one of the user's photos, if it is still the one that the user has seen.
    ///
    /// @param rev of that one
    /// @throws ProblemException 412 where it was changed meanwhile; [ProblemException#current] has it as it is now
    public Photo edit(String photoId, long rev, Edit edit) {
        return edit(photoId, '"' + Long.toString(rev) + '"', edit);
    }

    /// Changes one of the user's photos, whatever was changed of it before.
    public Photo edit(String photoId, Edit edit) {
        return edit(photoId, "*", edit);
    }

    private Photo edit(String photoId, String ifMatch, Edit edit) {
        Map<String, @Nullable Object> patch = new TreeMap<>();
        edit.fields().forEach((field, value) -> patch.put(field, value.orElse(null)));
        var call = Call.of("PATCH", "/photos/" + photoId).with(patch).header("If-Match", ifMatch);
        return api.call(call, new TypeReference<>() {});
    }

    /// How to download what was uploaded as one of the user's READY photos.
    public Original original(String photoId) {
        return api.get("/photos/" + photoId + "/original", new TypeReference<>() {});
    }

    /// A page of the user's feed, newest first; a short page with a cursor is not the end.
    public Page<Photo> feed(Optional<String> cursor) {
        return api.get(Query.of("cursor", cursor).on("/feed"), new TypeReference<>() {});
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
        return api.call(Call.of("PUT", "/friends/" + userId), new TypeReference<>() {});
    }

    /// Ends a friendship, or declines or withdraws a request.
    public void unfriend(String userId) {
        api.tell("DELETE", "/friends/" + userId);
    }

    /// The user's friends in one state.
    public Page<Friend> friends(String state, Optional<String> cursor) {
        Query query = Query.of("state", Optional.of(state)).and("cursor", cursor);
        return api.get(query.on("/friends"), new TypeReference<>() {});
    }

    /// Hides all that is the user's from another, and ends what there was between the two; repeating it changes
    /// nothing.
    public void block(String userId) {
        api.tell("PUT", "/blocks/" + userId);
    }

    /// Takes a block back; what it ended does not come back.
    public void unblock(String userId) {
        api.tell("DELETE", "/blocks/" + userId);
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

    private Photo own(String photoId) {
        return api.get("/users/" + userId() + "/photos/" + photoId, new TypeReference<>() {});
    }

    private String userId() {
        String known = userId;
        if (known == null) {
            known = me().userId();
            userId = known;
        }
        return known;
    }
}
