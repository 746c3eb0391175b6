package dev.darkroom.cli.reprocess;

import static dev.darkroom.cli.reprocess.TwinRenderer.TODAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.cli.reprocess.Renderer.Made;
import dev.darkroom.cli.reprocess.Report.Ending;
import dev.darkroom.cli.reprocess.Report.Problem;
import dev.darkroom.model.Media;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.PhotoState;
import dev.darkroom.model.UserId;
import dev.darkroom.model.Visibility;
import dev.darkroom.tables.InMemoryPhotoTable;
import dev.darkroom.tables.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ReprocessingTest {
    private static final UserId ALICE = new UserId("alice");
    private static final UserId BOB = new UserId("bob");

    private final InMemoryPhotoTable photos = new InMemoryPhotoTable();
    private final TwinRenderer renderer = new TwinRenderer(photos);
    private final Reprocessing oneByOne = new Reprocessing(photos, photos, renderer, 1);
    private final List<Tally> told = new ArrayList<>();

    @Test
    void allPhotosOfAnotherRecipeAreMadeAgainAndThenThereIsNothingToDo() {
        ready(ALICE, 1);
        ready(ALICE, 2);
        ready(BOB, 3);
        photos.create(Samples.intent(Samples.photoKey(BOB, 4), Visibility.PUBLIC));
        assertThat(oneByOne.survey(TODAY.hash(), Optional.empty()))
                .isEqualTo(new Backlog(3, 3 * 1_234_567, 3 * 12_000_000, 4));

        Report report = run(oneByOne);

        assertThat(report).isEqualTo(new Report(Ending.FINISHED, new Tally(3, 0, 0, 0), List.of()));
        assertThat(told).extracting(Tally::handled).containsExactly(1L, 2L, 3L);
        assertThat(oneByOne.survey(TODAY.hash(), Optional.empty()).photos()).isZero();
        assertThat(run(oneByOne).tally().handled()).isZero();
    }

    @Test
    void looksOnlyAtOneOwnersPhotosWhereOneIsNamed() {
        PhotoKey alices = ready(ALICE, 1);
        ready(BOB, 2);

        oneByOne.run(TODAY.hash(), Optional.of(ALICE), told::add, () -> false);

        assertThat(renderer.made()).containsExactly(alices);
    }

    @Test
    void aSurveyChangesNothing() {
        PhotoKey photo = ready(ALICE, 1);
        var before = photos.find(photo);

        oneByOne.survey(TODAY.hash(), Optional.empty());

        assertThat(photos.find(photo)).isEqualTo(before);
        assertThat(renderer.made()).isEmpty();
    }

    @Test
    void aPhotoThatIsDeletedBeforeItsTurnIsLeftAlone() {
        PhotoKey first = ready(ALICE, 1);
        PhotoKey second = ready(ALICE, 2);
        renderer.meanwhile(first, () -> photos.delete(second, Samples.NOW));

        Report report = run(oneByOne);

        assertThat(renderer.made()).containsExactly(first);
        assertThat(report).isEqualTo(new Report(Ending.FINISHED, new Tally(1, 1, 0, 0), List.of()));
    }

    @Test
    void aPhotoThatIsDeletedWhileItIsMadeStaysDeletedAndItsTombstoneIsTouchedSoThatItsFilesGo() {
        PhotoKey photo = ready(ALICE, 1);
        renderer.meanwhile(photo, () -> photos.delete(photo, Samples.NOW));

        run(oneByOne);

        assertThat(photos.find(photo).orElseThrow().state()).isEqualTo(PhotoState.DELETED);
        assertThat(photos.find(photo).orElseThrow().rev())
                .as("after READY the deletion, and the touch")
                .isEqualTo(4);
    }

    @Test
    void anOriginalThatADeletionTookAwayIsNoProblemAndOneThatIsLostIs() {
        PhotoKey deleted = ready(ALICE, 1);
        PhotoKey lost = ready(ALICE, 2);
        renderer.meanwhile(deleted, () -> photos.delete(deleted, Samples.NOW));
        renderer.answer(deleted, new Made.OriginalMissing());
        renderer.answer(lost, new Made.OriginalMissing());

        Report report = run(oneByOne);

        assertThat(report.tally()).isEqualTo(new Tally(0, 1, 0, 1));
        assertThat(report.problems()).containsExactly(new Problem(lost, "its original is gone"));
    }

    @Test
    void whatFailsOrIsRefusedIsListedAndTheOthersAreMade() {
        PhotoKey refused = ready(ALICE, 1);
        PhotoKey failed = ready(ALICE, 2);
        PhotoKey broken = ready(ALICE, 3);
        PhotoKey fine = ready(ALICE, 4);
        renderer.answer(refused, new Made.Refused("DAMAGED"));
        renderer.answer(failed, new Made.Failed("Task timed out after 60.00 seconds"));
        renderer.meanwhile(broken, () -> {
            throw new IllegalStateException("no route to host");
        });

        Report report = run(oneByOne);

        assertThat(report)
                .isEqualTo(new Report(
                        Ending.FINISHED,
                        new Tally(1, 0, 1, 2),
                        List.of(
                                new Problem(refused, "refused now: DAMAGED"),
                                new Problem(failed, "Task timed out after 60.00 seconds"),
                                new Problem(broken, "no route to host"))));
        assertThat(recipe(fine)).isEqualTo(TODAY.hash());
        assertThat(recipe(refused)).isNotEqualTo(TODAY.hash());
    }

    @Test
    void aRunThatIsStoppedBeginsNoFurtherPhotoAndTheNextOneDoesTheRest() {
        for (int number = 1; number <= 5; number++) {
            ready(ALICE, number);
        }

        Report stopped = oneByOne.run(TODAY.hash(), Optional.empty(), told::add, () -> told.size() == 2);

        assertThat(stopped).isEqualTo(new Report(Ending.STOPPED, new Tally(2, 0, 0, 0), List.of()));
        assertThat(run(oneByOne).tally().done()).isEqualTo(3);
        assertThat(renderer.made()).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void aCauseInCommonEndsTheRunAndFailuresHereAndThereDoNot() {
        for (int number = 1; number <= 4 * Run.FAILURES_IN_A_ROW; number++) {
            PhotoKey photo = ready(ALICE, number);
            boolean between = number % (Run.FAILURES_IN_A_ROW / 2) == 0 && number < 2 * Run.FAILURES_IN_A_ROW;
            if (!between) {
                renderer.answer(photo, new Made.Failed("access denied"));
            }
        }

        Report report = run(oneByOne);

        assertThat(report.ending()).isEqualTo(Ending.GAVE_UP);
        assertThat(report.tally().done()).isEqualTo(3);
        assertThat(report.tally().handled()).isBetween(2L * Run.FAILURES_IN_A_ROW, 3L * Run.FAILURES_IN_A_ROW);
    }

    @Test
    void photosAreWorkedOnAtOnceUpToTheLimitOverAllPages() {
        for (int number = 1; number <= 1_200; number++) {
            ready(number % 2 == 0 ? ALICE : BOB, number);
        }

        Report report = run(new Reprocessing(photos, photos, renderer, 8));

        assertThat(report.tally()).isEqualTo(new Tally(1_200, 0, 0, 0));
        assertThat(renderer.made()).hasSize(1_200).doesNotHaveDuplicates();
        assertThat(renderer.mostAtOnce()).isBetween(1, 8);
        assertThat(told).hasSize(1_200);
    }

    @Test
    void ofManyProblemsTheFirstAreListed() {
        for (int number = 1; number <= Report.KEPT + 20; number++) {
            renderer.answer(ready(ALICE, number), new Made.Refused("DAMAGED"));
        }

        Report report = run(oneByOne);

        assertThat(report.ending()).as("refusals are no cause in common").isEqualTo(Ending.FINISHED);
        assertThat(report.tally().refused()).isEqualTo(Report.KEPT + 20L);
        assertThat(report.problems()).hasSize(Report.KEPT);
    }

    private Report run(Reprocessing reprocessing) {
        return reprocessing.run(TODAY.hash(), Optional.empty(), told::add, () -> false);
    }

    private String recipe(PhotoKey photo) {
        return photos.find(photo)
                .flatMap(found -> found.media())
                .map(Media::recipe)
                .orElseThrow();
    }

    private PhotoKey ready(UserId owner, int number) {
        PhotoKey key = Samples.photoKey(owner, number);
        photos.create(Samples.intent(key, Visibility.FRIENDS));
        photos.recordReady(key, Samples.media(key, 1), Samples.capture(), Samples.NOW);
        return key;
    }
}
