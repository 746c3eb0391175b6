package dev.darkroom.tables;

import static dev.darkroom.tables.Samples.NOW;
import static dev.darkroom.tables.Samples.capture;
import static dev.darkroom.tables.Samples.intent;
import static dev.darkroom.tables.Samples.media;
import static dev.darkroom.tables.Samples.photoKey;
import static dev.darkroom.tables.Samples.sequencer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.model.Change;
import dev.darkroom.model.Edit;
import dev.darkroom.model.Photo;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.PhotoState;
import dev.darkroom.model.Rejection;
import dev.darkroom.model.UserId;
import dev.darkroom.model.Visibility;
import dev.darkroom.tables.PhotoTable.Edited;
import dev.darkroom.tables.PhotoTable.Recorded;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Manifests, edits and deletions of one photo at once, on the real engine.
final class PhotoRacesTest {
    private static final LocalDynamoDb LOCAL = LocalDynamoDb.SHARED;
    private static final DynamoDbClient CLIENT = LOCAL.client();
    private static final String NAME = LOCAL.createTable("PhotosTable");

    private final PhotoTable table = new DynamoDbPhotoTable(CLIENT, NAME);
    private final PhotoKey key = photoKey(new UserId(UUID.randomUUID().toString()), 1);

    private Photo photo() {
        return table.find(key).orElseThrow();
    }

    private static <T> List<T> atOnce(List<Callable<T>> calls) throws InterruptedException, ExecutionException {
        List<T> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<T> result : threads.invokeAll(calls)) {
                results.add(result.get());
            }
        }
        return results;
    }

    @RepeatedTest(5)
    void ofManyManifestsTheLatestStays() throws InterruptedException, ExecutionException {
        table.create(intent(key, Visibility.PUBLIC));
        List<Callable<Recorded>> calls = new ArrayList<>();
        for (int number = 1; number <= 12; number++) {
            int sequencer = number;
            calls.add(() -> sequencer % 4 == 0 && sequencer < 12
                    ? table.recordRejected(key, sequencer(sequencer), Rejection.DAMAGED, NOW)
                    : table.recordReady(key, media(key, sequencer), capture(), NOW.plusSeconds(sequencer)));
        }
        Collections.shuffle(calls, new Random(1));

        List<Recorded> results = atOnce(calls);

        assertThat(photo().state()).isEqualTo(PhotoState.READY);
        assertThat(photo().media()).contains(media(key, 12));
        long applied =
                results.stream().filter(Recorded.Applied.class::isInstance).count();
        assertThat(photo().rev()).as("one for each that was applied").isEqualTo(1 + applied);
    }

    @RepeatedTest(5)
    void aDeletionStaysWhateverMeetsIt() throws InterruptedException, ExecutionException {
        table.create(intent(key, Visibility.FRIENDS));
        List<Callable<Boolean>> calls = new ArrayList<>();
        for (int number = 1; number <= 8; number++) {
            int sequencer = number;
            calls.add(() -> table.recordReady(key, media(key, sequencer), capture(), NOW) instanceof Recorded.Gone);
            calls.add(() -> table.delete(key, NOW));
        }

        atOnce(calls);

        assertThat(photo().state()).isEqualTo(PhotoState.DELETED);
        assertThat(photo().media()).isEmpty();
    }

    @RepeatedTest(5)
    void ofManyIntentsOneIsStored() throws InterruptedException, ExecutionException {
        List<Callable<Boolean>> calls = Collections.nCopies(8, () -> table.create(intent(key, Visibility.FRIENDS)));

        assertThat(atOnce(calls)).containsOnlyOnce(true);
    }

    @Test
    void anEditThatOvertakesAManifestIsHonoured() {
        table.create(intent(key, Visibility.FRIENDS));
        PhotoTable overtaken = new DynamoDbPhotoTable(
                InterruptedClient.before(CLIENT, "updateItem", () -> setVisibility("PRIVATE"), () -> {
                    setVisibility("PUBLIC");
                }),
                NAME);

        overtaken.recordReady(key, media(key, 1), capture(), NOW);

        assertThat(photo().visibility()).isEqualTo(Visibility.PUBLIC);
        assertThat(photo().publishedAt()).contains(NOW);
    }

    @RepeatedTest(5)
    void ofManyEditsOfOneRevisionOneIsSaved() throws InterruptedException, ExecutionException {
        table.create(intent(key, Visibility.FRIENDS));
        Photo seen = photo();
        List<Callable<Edited>> calls = new ArrayList<>();
        for (int number = 1; number <= 8; number++) {
            Edit edit = title("Title " + number);
            calls.add(() -> table.edit(seen, edit, NOW));
        }

        List<Edited> results = atOnce(calls);

        assertThat(results).containsOnlyOnce(new Edited.Saved(photo()));
        assertThat(results).filteredOn(new Edited.Changed(photo())::equals).hasSize(7);
        assertThat(photo().rev()).isEqualTo(2);
    }

    /// Each change is there in the end, whichever came first: an owner's edits until one is saved, manifests, and the
    /// place in the index that both must give the photo.
    @RepeatedTest(10)
    void editsAndManifestsThatMeetAreBothKept() throws InterruptedException, ExecutionException {
        table.create(intent(key, Visibility.PRIVATE));
        List<Callable<Boolean>> calls = new ArrayList<>();
        for (int number = 1; number <= 4; number++) {
            int sequencer = number;
            calls.add(() -> table.recordReady(key, media(key, sequencer), capture(), NOW.plusSeconds(sequencer))
                    instanceof Recorded.Applied);
            calls.add(() -> saves(title("Title " + sequencer)));
        }
        calls.add(() -> saves(Edit.of(Visibility.PUBLIC)));
        Collections.shuffle(calls, new Random(2));

        atOnce(calls);

        Photo photo = photo();
        assertThat(photo.state()).isEqualTo(PhotoState.READY);
        assertThat(photo.media()).contains(media(key, 4));
        assertThat(photo.visibility()).isEqualTo(Visibility.PUBLIC);
        assertThat(photo.title()).hasValueSatisfying(title -> assertThat(title).startsWith("Title "));
        assertThat(photo.publishedAt()).isPresent();
        assertThat(indexed()).isTrue();
    }

    @RepeatedTest(10)
    void noEditBringsBackWhatIsDeletedMeanwhile() throws InterruptedException, ExecutionException {
        table.create(intent(key, Visibility.PUBLIC));
        table.recordReady(key, media(key, 1), capture(), NOW);
        List<Callable<Boolean>> calls = new ArrayList<>();
        for (int number = 1; number <= 6; number++) {
            Edit edit = title("Title " + number);
            calls.add(() -> saves(edit));
        }
        calls.add(() -> table.delete(key, NOW));
        calls.add(() -> table.recordReady(key, media(key, 2), capture(), NOW) instanceof Recorded.Applied);
        Collections.shuffle(calls, new Random(3));

        atOnce(calls);

        assertThat(photo().state()).isEqualTo(PhotoState.DELETED);
        assertThat(photo().title()).isEmpty();
        assertThat(indexed()).isFalse();
    }

    @Test
    void anEditWhoseAnswerWasLostIsSavedNotRefused() {
        table.create(intent(key, Visibility.FRIENDS));
        Photo seen = photo();
        Edit edit = title("Pier");
        PhotoTable again = new DynamoDbPhotoTable(
                InterruptedClient.before(CLIENT, "updateItem", () -> table.edit(seen, edit, NOW)), NAME);

        assertThat(again.edit(seen, edit, NOW)).isEqualTo(new Edited.Saved(photo()));
        assertThat(photo().rev()).isEqualTo(2);
    }

    /// Edits whichever revision is there, until that is the one it met.
    ///
    /// @return false where the photo is deleted
    private boolean saves(Edit edit) {
        while (true) {
            Photo seen = photo();
            switch (table.edit(seen, edit, NOW)) {
                case Edited.Saved _ -> {
                    return true;
                }
                case Edited.NoSuchPhoto() -> {
                    return false;
                }
                case Edited.Changed _ -> {}
            }
        }
    }

    private static Edit title(String title) {
        return new Edit(new Change.Set<>(title), new Change.Keep<>(), new Change.Keep<>(), Optional.empty());
    }

    private boolean indexed() {
        return CLIENT.getItem(get -> get.tableName(NAME).key(PhotoItem.key(key)))
                .item()
                .containsKey("publicShard");
    }

    private void setVisibility(String visibility) {
        CLIENT.updateItem(update -> update.tableName(NAME)
                .key(PhotoItem.key(key))
                .updateExpression("SET visibility = :visibility")
                .expressionAttributeValues(Map.of(":visibility", Values.text(visibility))));
    }
}
