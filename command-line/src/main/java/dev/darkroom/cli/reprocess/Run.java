package dev.darkroom.cli.reprocess;

import dev.darkroom.cli.reprocess.Renderer.Made;
import dev.darkroom.cli.reprocess.Report.Ending;
import dev.darkroom.cli.reprocess.Report.Problem;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.tables.PhotoTable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// One run under way. Safe for threads.
final class Run {
    /// Single photos fail alone; this many in a row have a cause in common.
    static final int FAILURES_IN_A_ROW = 20;

    private final PhotoTable photos;
    private final Renderer renderer;
    private final String recipe;
    private final Consumer<Tally> progress;
    private final BooleanSupplier stop;

    private final List<Problem> problems = new ArrayList<>();
    private Tally tally = new Tally(0, 0, 0, 0);
    private int failuresInARow;
    private boolean cutOff;

    Run(PhotoTable photos, Renderer renderer, String recipe, Consumer<Tally> progress, BooleanSupplier stop) {
        this.photos = photos;
        this.renderer = renderer;
        this.recipe = recipe;
        this.progress = progress;
        this.stop = stop;
    }

    /// Whether another photo may be begun. Once it is false it stays so.
    synchronized boolean goesOn() {
        cutOff = cutOff || stop.getAsBoolean() || failuresInARow >= FAILURES_IN_A_ROW;
        return !cutOff;
    }

    void handle(PhotoKey key) {
        try {
            if (!isOutdated(key)) {
                count(new Tally(0, 1, 0, 0));
                return;
            }
            switch (renderer.make(key)) {
                case Made.Done() -> count(new Tally(1, 0, 0, 0));
                case Made.Refused(String reason) ->
                    count(new Tally(0, 0, 1, 0), new Problem(key, "refused now: " + reason));
                case Made.Failed(String why) -> count(new Tally(0, 0, 0, 1), new Problem(key, why));
                case Made.OriginalMissing() -> originalMissing(key);
            }
        } catch (RuntimeException failed) {
            // Whatever it is, it is this photo's; the others go on.
            count(new Tally(0, 0, 0, 1), new Problem(key, String.valueOf(failed.getMessage())));
        }
    }

    /// A deletion writes the tombstone first, so that whoever finds no original finds that, unless the original is
    /// lost.
    private void originalMissing(PhotoKey key) {
        if (isOutdated(key)) {
            count(new Tally(0, 0, 0, 1), new Problem(key, "its original is gone"));
        } else {
            count(new Tally(0, 1, 0, 0));
        }
    }

    /// As it is now, by a strongly consistent read. Only a READY photo has media.
    private boolean isOutdated(PhotoKey key) {
        return photos.find(key)
                .flatMap(photo -> photo.media())
                .filter(media -> !media.recipe().equals(recipe))
                .isPresent();
    }

    private void count(Tally one, Problem problem) {
        synchronized (this) {
            if (problems.size() < Report.KEPT) {
                problems.add(problem);
            }
        }
        count(one);
    }

    private synchronized void count(Tally one) {
        failuresInARow = one.failed() > 0 ? failuresInARow + 1 : 0;
        tally = new Tally(
                tally.done() + one.done(),
                tally.skipped() + one.skipped(),
                tally.refused() + one.refused(),
                tally.failed() + one.failed());
        progress.accept(tally);
    }

    /// Waits for what is under way.
    Report report(ExecutorService threads) {
        threads.close();
        synchronized (this) {
            Ending cut = failuresInARow >= FAILURES_IN_A_ROW ? Ending.GAVE_UP : Ending.STOPPED;
            return new Report(cutOff ? cut : Ending.FINISHED, tally, problems);
        }
    }
}
