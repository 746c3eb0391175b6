package dev.darkroom.cli.reprocess;

import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.UserId;
import dev.darkroom.tables.PhotoRecipes;
import dev.darkroom.tables.PhotoRecipes.Outdated;
import dev.darkroom.tables.PhotoRecipes.Page;
import dev.darkroom.tables.PhotoTable;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Finds the photos whose renditions were made with another recipe than today's, and has them made again. It keeps no
/// state: what is done has today's recipe, so that a run after one that was cut off goes on where that one ended.
public final class Reprocessing {
    private static final int PAGE = 500;

    private final PhotoRecipes recipes;
    private final PhotoTable photos;
    private final Renderer renderer;
    private final int atOnce;

    /// Over a stack's tables and its function.
    ///
    /// @param atOnce how many photos are worked on at a time, 1 or more
    public Reprocessing(PhotoRecipes recipes, PhotoTable photos, Renderer renderer, int atOnce) {
        this.recipes = recipes;
        this.photos = photos;
        this.renderer = renderer;
        this.atOnce = atOnce;
    }

    /// Counts what there is to do; changes nothing.
    ///
    /// @param recipe today's, as manifests have it
    /// @param owner whose photos; empty for everyone's
    public Backlog survey(String recipe, Optional<UserId> owner) {
        Backlog backlog = Backlog.NONE;
        Optional<PhotoKey> next = Optional.empty();
        do {
            Page page = recipes.otherThan(recipe, owner, next, PAGE);
            backlog = backlog.plus(page);
            next = page.next();
        } while (next.isPresent());
        return backlog;
    }

    /// Does it: a photo that is deleted before its turn is left alone, and what slips through between that look and the
    /// new manifest goes with the tombstone that the manifest meets.
    ///
    /// @param progress told after each photo, by one thread at a time
    /// @param stop once it is true no further photo is begun; those that are under way are finished
    public Report run(String recipe, Optional<UserId> owner, Consumer<Tally> progress, BooleanSupplier stop) {
        var run = new Run(photos, renderer, recipe, progress, stop);
        var free = new Semaphore(atOnce);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Optional<PhotoKey> next = Optional.empty();
            do {
                Page page = recipes.otherThan(recipe, owner, next, PAGE);
                for (Outdated photo : page.photos()) {
                    free.acquireUninterruptibly();
                    if (!run.goesOn()) {
                        return run.report(threads);
                    }
                    threads.execute(() -> {
                        try {
                            run.handle(photo.key());
                        } finally {
                            free.release();
                        }
                    });
                }
                next = page.next();
            } while (next.isPresent());
            return run.report(threads);
        }
    }
}
