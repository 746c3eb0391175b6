package dev.darkroom.tables;

import static dev.darkroom.tables.Samples.NOW;
import static dev.darkroom.tables.Samples.capture;
import static dev.darkroom.tables.Samples.intent;
import static dev.darkroom.tables.Samples.media;
import static dev.darkroom.tables.Samples.photoKey;
import static dev.darkroom.tables.Samples.sequencer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.model.Photo;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.PhotoState;
import dev.darkroom.model.Rejection;
import dev.darkroom.model.UserId;
import dev.darkroom.model.Visibility;
import dev.darkroom.tables.PhotoTable.Recorded;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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

    private void setVisibility(String visibility) {
        CLIENT.updateItem(update -> update.tableName(NAME)
                .key(PhotoItem.key(key))
                .updateExpression("SET visibility = :visibility")
                .expressionAttributeValues(Map.of(":visibility", Values.text(visibility))));
    }
}
