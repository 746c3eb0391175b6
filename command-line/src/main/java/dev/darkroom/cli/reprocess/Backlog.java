package dev.darkroom.cli.reprocess;

import dev.darkroom.tables.PhotoRecipes.Outdated;
import dev.darkroom.tables.PhotoRecipes.Page;

/// What there is to do.
///
/// @param photos READY, made with another recipe than today's
/// @param looked items of the table in any state that were looked at to find them
public record Backlog(long photos, long originalBytes, long pixels, long looked) {
    static final Backlog NONE = new Backlog(0, 0, 0, 0);

    Backlog plus(Page page) {
        return new Backlog(
                photos + page.photos().size(),
                originalBytes
                        + page.photos().stream()
                                .mapToLong(Outdated::originalBytes)
                                .sum(),
                pixels + page.photos().stream().mapToLong(Outdated::pixels).sum(),
                looked + page.looked());
    }
}
