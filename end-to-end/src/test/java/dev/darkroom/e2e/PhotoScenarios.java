package dev.darkroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.client.Cloud;
import dev.darkroom.client.Edit;
import dev.darkroom.client.NewPhoto;
import dev.darkroom.client.PhotoFilter;
import dev.darkroom.client.ProblemException;
import dev.darkroom.client.Views.LookedUp;
import dev.darkroom.client.Views.Original;
import dev.darkroom.client.Views.Page;
import dev.darkroom.client.Views.Photo;
import dev.darkroom.client.Views.PhotoRef;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// What owners do with their photos, and what others then see.
interface PhotoScenarios {
    Cloud cloud();

    @Test
    default void anEditOfTheVersionThatWasSeenIsSavedAndOneOfAnEarlierVersionRefused() {
        try (Person alice = Person.named("alice", cloud());
                Person bob = Person.named("bob", cloud())) {
            alice.befriends(bob);
            Photo seen = alice.shares(TestPhotos.jpeg());
            bob.seesInFeed(seen.photoId());

            Photo edited = alice.client()
                    .edit(
                            seen.photoId(),
                            seen.rev(),
                            Edit.NOTHING.title("Évening").tags(List.of("sea")));

            assertThat(edited.rev()).isEqualTo(seen.rev() + 1);
            assertThat(bob.seesInFeed(seen.photoId()).title()).isEqualTo("Évening");
            assertThatThrownBy(() -> alice.client().edit(seen.photoId(), seen.rev(), Edit.NOTHING.withoutTitle()))
                    .isInstanceOfSatisfying(ProblemException.class, problem -> {
                        assertThat(problem.status()).isEqualTo(412);
                        assertThat(problem.current().map(Photo::rev)).contains(edited.rev());
                        assertThat(problem.current().map(Photo::title)).contains("Évening");
                    });
            assertThat(alice.client()
                            .edit(seen.photoId(), Edit.NOTHING.withoutTitle())
                            .title())
                    .isNull();
            assertThat(ids(cursor -> alice.client().photos(PhotoFilter.NONE.tag("sea"), cursor)))
                    .containsExactly(seen.photoId());
        }
    }

    @Test
    default void aPhotoHiddenAndShownAgainIsWhereItWasAndReachesWhoCameMeanwhile() {
        try (Person alice = Person.named("alice", cloud());
                Person bob = Person.named("bob", cloud());
                Person carol = Person.named("carol", cloud())) {
            alice.befriends(bob);
            Photo photo = alice.shares(TestPhotos.jpeg().withVisibility("PRIVATE"));
            assertThat(photo.publishedAt()).isNull();

            alice.client().edit(photo.photoId(), Edit.NOTHING.visibility("FRIENDS"));
            Photo seen = bob.seesInFeed(photo.photoId());
            alice.client().edit(photo.photoId(), Edit.NOTHING.visibility("PRIVATE"));
            assertThat(bob.feed()).isEmpty();
            assertThat(alice.feed()).isEmpty();
            assertThat(bob.client().photo(alice.userId(), photo.photoId())).isEmpty();
            alice.befriends(carol);
            alice.client().edit(photo.photoId(), Edit.NOTHING.visibility("FRIENDS"));

            assertThat(bob.seesInFeed(photo.photoId()).publishedAt()).isEqualTo(seen.publishedAt());
            assertThat(carol.seesInFeed(photo.photoId()).publishedAt()).isEqualTo(seen.publishedAt());
            cloud().awaitQuiet(Waiting.LIMIT);
            assertThat(bob.photoIdsInFeed()).containsExactly(photo.photoId());
        }
    }

    @Test
    default void whatWasSeenBeforeIsLookedUpAsItIsNow() {
        try (Person alice = Person.named("alice", cloud());
                Person bob = Person.named("bob", cloud())) {
            alice.befriends(bob);
            Photo shown = alice.shares(TestPhotos.jpeg());
            Photo hidden = alice.shares(TestPhotos.jpeg().withVisibility("PRIVATE"));
            Photo own = bob.shares(TestPhotos.jpeg().withVisibility("PRIVATE"));

            List<LookedUp> found = bob.client().lookup(List.of(ref(hidden), ref(own), ref(shown)));

            assertThat(found)
                    .extracting(LookedUp::photoId)
                    .containsExactly(hidden.photoId(), own.photoId(), shown.photoId());
            assertThat(found).extracting(LookedUp::gone).containsExactly(true, false, false);
            assertThat(found.get(1).photo()).extracting(Photo::view).isEqualTo("OWNER");
            assertThat(found.get(2).photo()).extracting(Photo::view).isEqualTo("FRIEND");
        }
    }

    @Test
    default void theOwnerDownloadsTheVeryBytesUnderTheFilesName() throws IOException, InterruptedException {
        NewPhoto photo = TestPhotos.jpeg().withFileName("Été \"写真\".jpg");
        try (Person alice = Person.named("alice", cloud());
                Person bob = Person.named("bob", cloud());
                HttpClient http = HttpClient.newHttpClient()) {
            Photo ready = alice.shares(photo);

            Original original = alice.client().original(ready.photoId());

            HttpResponse<byte[]> file =
                    http.send(HttpRequest.newBuilder(URI.create(original.url())).build(), BodyHandlers.ofByteArray());
            assertThat(file.statusCode()).isEqualTo(200);
            assertThat(file.body()).isEqualTo(photo.bytes());
            assertThat(file.headers().firstValue("content-type")).contains("image/jpeg");
            assertThat(file.headers().firstValue("content-disposition"))
                    .contains("attachment; filename=\"_t_ ____.jpg\"; "
                            + "filename*=UTF-8''%C3%89t%C3%A9%20%22%E5%86%99%E7%9C%9F%22.jpg");
            assertThat(original.sizeBytes()).isEqualTo(photo.bytes().length);
            assertThat(original.sha256()).isEqualTo(photo.sha256());
            assertThatThrownBy(() -> bob.client().original(ready.photoId()))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            problem -> assertThat(problem.status()).isEqualTo(404));
        }
    }

    @Test
    default void publicPhotosAreSeenWithoutATokenForAsLongAsTheyArePublic() {
        try (Person alice = Person.named("alice", cloud());
                Person bob = Person.named("bob", cloud())) {
            Photo first = alice.shares(TestPhotos.jpeg().withVisibility("PUBLIC"));
            Photo second = bob.shares(TestPhotos.jpeg().withVisibility("PUBLIC"));
            Photo other = alice.shares(TestPhotos.jpeg());

            assertThat(ids(alice.client()::publicPhotos))
                    .containsSubsequence(second.photoId(), first.photoId())
                    .doesNotContain(other.photoId());

            alice.client().edit(first.photoId(), Edit.NOTHING.visibility("FRIENDS"));
            bob.client().delete(second.photoId());
            assertThat(ids(alice.client()::publicPhotos)).doesNotContain(first.photoId(), second.photoId());
        }
    }

    @Test
    default void anothersPhotosAreListedAsFarAsTheCallerMaySeeThem() {
        try (Person alice = Person.named("alice", cloud());
                Person bob = Person.named("bob", cloud());
                Person carol = Person.named("carol", cloud())) {
            alice.befriends(bob);
            alice.shares(TestPhotos.jpeg().withVisibility("PRIVATE"));
            Photo forFriends = alice.shares(TestPhotos.jpeg());
            Photo forAll = alice.shares(TestPhotos.jpeg().withVisibility("PUBLIC"));

            assertThat(ids(cursor -> bob.client().photosOf(alice.userId(), cursor)))
                    .containsExactly(forAll.photoId(), forFriends.photoId());
            assertThat(ids(cursor -> carol.client().photosOf(alice.userId(), cursor)))
                    .containsExactly(forAll.photoId());
            assertThat(ids(cursor -> alice.client().photosOf(bob.userId(), cursor)))
                    .isEmpty();
            assertThatThrownBy(() -> bob.client().photosOf("nobody", Optional.empty()))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            problem -> assertThat(problem.status()).isEqualTo(404));
        }
    }

    private static PhotoRef ref(Photo photo) {
        return new PhotoRef(photo.ownerId(), photo.photoId());
    }

    /// The ids of all pages.
    private static List<String> ids(Function<Optional<String>, Page<Photo>> list) {
        List<String> ids = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Page<Photo> page = list.apply(cursor);
            page.items().forEach(photo -> ids.add(photo.photoId()));
            cursor = Optional.ofNullable(page.next());
        } while (cursor.isPresent());
        return ids;
    }
}
