package dev.darkroom.gallery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.aws.S3UrlSigner;
import dev.darkroom.http.ApiAnswer;
import dev.darkroom.http.ApiCall;
import dev.darkroom.http.HttpApi;
import dev.darkroom.http.Router;
import dev.darkroom.http.contract.Contract;
import dev.darkroom.http.contract.Leaks;
import dev.darkroom.http.contract.Secret;
import dev.darkroom.model.Capture;
import dev.darkroom.model.FeedRow;
import dev.darkroom.model.Photo;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.Suggestions;
import dev.darkroom.model.UserId;
import dev.darkroom.model.Visibility;
import dev.darkroom.tables.FeedTable;
import dev.darkroom.tables.FriendshipTable;
import dev.darkroom.tables.InMemoryFeedTable;
import dev.darkroom.tables.InMemoryFriendshipTable;
import dev.darkroom.tables.InMemoryJournalTable;
import dev.darkroom.tables.InMemoryPhotoTable;
import dev.darkroom.tables.InMemoryRequestTable;
import dev.darkroom.tables.InMemoryUserTable;
import dev.darkroom.tables.JournalTable;
import dev.darkroom.tables.Overheard;
import dev.darkroom.tables.PhotoTable;
import dev.darkroom.tables.RequestTable;
import dev.darkroom.tables.Samples;
import dev.darkroom.tables.UserTable;
import dev.darkroom.telemetry.Log;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/// The gallery over in-memory tables, at a time that the test sets.
final class GalleryFixture {
    static final UserId ALICE = new UserId("alice-sub");
    static final UserId BOB = new UserId("bob-sub");
    static final UserId CAROL = new UserId("carol-sub");
    static final int WRITES_PER_MINUTE = 200;

    final InMemoryPhotoTable photos = new InMemoryPhotoTable();
    final InMemoryUserTable users = new InMemoryUserTable();
    final InMemoryFriendshipTable friendships = new InMemoryFriendshipTable(users);
    final InMemoryFeedTable feeds = new InMemoryFeedTable();
    final InMemoryJournalTable journal = new InMemoryJournalTable();
    final InMemoryRequestTable requests = new InMemoryRequestTable();
    final List<String> logged = new ArrayList<>();
    private final Set<Secret> secrets = new HashSet<>();
    final Leaks leaks = new Leaks(Contract.ofThisProject(), () -> secrets);
    Instant now = Samples.NOW;
    final ApiCall anyone;
    final ApiCall alice;
    final ApiCall bob;
    final ApiCall carol;

    GalleryFixture() {
        photos.onChange((_, after) -> after.ifPresent(this::note));
        anyone = api(feeds);
        alice = anyone.as("alice");
        bob = anyone.as("bob");
        carol = anyone.as("carol");
        users.ensure(ALICE, "alice", now);
        users.ensure(BOB, "bob", now);
        users.ensure(CAROL, "carol", now);
    }

    ApiCall api(FeedTable feeds) {
        return api(new GalleryRoutes.Tables(photos, friendships, feeds, users, journal, requests));
    }

    /// The gallery over tables whose calls are overheard.
    ApiCall overheard(Consumer<String> calls) {
        return api(new GalleryRoutes.Tables(
                Overheard.by(calls, PhotoTable.class, photos),
                Overheard.by(calls, FriendshipTable.class, friendships),
                Overheard.by(calls, FeedTable.class, feeds),
                Overheard.by(calls, UserTable.class, users),
                Overheard.by(calls, JournalTable.class, journal),
                Overheard.by(calls, RequestTable.class, requests)));
    }

    private ApiCall api(GalleryRoutes.Tables tables) {
        var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAEXAMPLE", "secret"));
        Optional<URI> s3 = Optional.of(URI.create("http://localhost:1"));
        var renditions = S3UrlSigner.forBucket("media", Region.EU_CENTRAL_1, s3, credentials);
        var originals = S3UrlSigner.forBucket("uploads", Region.EU_CENTRAL_1, s3, credentials);
        return call(GalleryRoutes.router(
                tables,
                WRITES_PER_MINUTE,
                new S3RenditionSigner(renditions),
                new S3OriginalSigner(originals),
                () -> now));
    }

    /// Every answer is as the contract says, and tells nobody what is another's.
    private ApiCall call(Router router) {
        var api = new HttpApi(router, Log.of("gallery", Clock.systemUTC(), logged::add));
        return ApiCall.to(api::answer, router.routeKeys()).watchedBy(leaks::check);
    }

    private void note(Photo photo) {
        photo.announcement().fileName().ifPresent(name -> secrets.add(new Secret("file name", name)));
        photo.capture().flatMap(Capture::location).ifPresent(place -> {
            secrets.add(new Secret("latitude", Double.toString(place.latitude())));
            secrets.add(new Secret("longitude", Double.toString(place.longitude())));
        });
        photo.capture().flatMap(Capture::suggestions).ifPresent(this::note);
    }

    private void note(Suggestions suggestions) {
        suggestions.title().ifPresent(title -> secrets.add(new Secret("suggested title", title)));
        suggestions.description().ifPresent(text -> secrets.add(new Secret("suggested description", text)));
        suggestions.tags().forEach(tag -> secrets.add(new Secret("suggested tag", tag)));
    }

    void makeFriends(UserId one, UserId other) {
        friendships.makeFriends(one, other, now);
    }

    PhotoKey pending(UserId owner, int number, Visibility visibility) {
        PhotoKey key = Samples.photoKey(owner, number);
        photos.put(Samples.intent(key, visibility));
        return key;
    }

    /// A READY photo, published as many seconds after [Samples#NOW] as its number says.
    PhotoKey ready(UserId owner, int number, Visibility visibility) {
        PhotoKey key = pending(owner, number, visibility);
        photos.recordReady(key, Samples.media(key, 1), Samples.capture(), publishedAt(number));
        return key;
    }

    /// A READY photo that is in these users' feeds.
    PhotoKey published(UserId owner, int number, UserId... audience) {
        PhotoKey key = ready(owner, number, Visibility.FRIENDS);
        for (UserId user : audience) {
            feeds.put(List.of(row(user, key, number)));
        }
        return key;
    }

    static FeedRow row(UserId user, PhotoKey key, int number) {
        return new FeedRow(user, publishedAt(number), key);
    }

    Photo stored(PhotoKey key) {
        return photos.find(key).orElseThrow();
    }

    void hide(PhotoKey key) {
        photos.changeVisibility(key, Visibility.PRIVATE, now);
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    static List<String> ids(ApiAnswer answer) {
        return StreamSupport.stream(answer.json().path("items").spliterator(), false)
                .map(item -> item.path("photoId").asText())
                .toList();
    }

    /// The photo ids of all pages of a list.
    ///
    /// @param target with a query
    static List<String> allIds(ApiCall caller, String target) {
        List<String> ids = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            ApiAnswer page = caller.get(target + cursor.map(c -> "&cursor=" + c).orElse(""));
            ids.addAll(ids(page));
            cursor = Optional.ofNullable(page.json().path("next").textValue());
        } while (cursor.isPresent());
        return ids;
    }

    static List<String> photoIds(PhotoKey... keys) {
        return Arrays.stream(keys).map(key -> key.photoId().value()).toList();
    }

    static List<String> fields(JsonNode object) {
        List<String> fields = new ArrayList<>();
        object.fieldNames().forEachRemaining(fields::add);
        return fields;
    }

    /// What the caller can tell one refusal from another by.
    static String distinguishable(ApiAnswer answer) {
        String requestId = answer.header("x-request-id");
        return answer.status() + " " + answer.headers().toString().replace(requestId, "ID") + " "
                + answer.body().replace(requestId, "ID");
    }

    private static Instant publishedAt(int number) {
        return Samples.NOW.plusSeconds(number);
    }
}
