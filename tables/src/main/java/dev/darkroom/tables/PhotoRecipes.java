package dev.darkroom.tables;

import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.UserId;
import java.util.List;
import java.util.Optional;

/// The Photos table by what renditions were made with: a part of it at a time, so that any number of photos fits into
/// little memory. Safe for threads.
public interface PhotoRecipes {
    /// READY photos whose renditions were made with any other recipe than this one, in no order. The read is eventually
    /// consistent, so that the caller looks at each photo again before doing anything.
    ///
    /// @param recipe as manifests have it
    /// @param ownerId whose photos; empty for everyone's
    /// @param after where the last page ended; empty for the first
    /// @param limit 1 or more: how many items are looked at; the page may be shorter, and even empty, though more
    ///     follow
    Page otherThan(String recipe, Optional<UserId> ownerId, Optional<PhotoKey> after, int limit);

    /// A photo as far as making it again goes.
    ///
    /// @param originalBytes as announced
    /// @param pixels of the original
    record Outdated(PhotoKey key, long originalBytes, long pixels) {}

    /// Part of the table.
    ///
    /// @param looked how many items it is about, in any state
    /// @param next to ask for the following page with; empty at the end
    record Page(List<Outdated> photos, int looked, Optional<PhotoKey> next) {
        public Page {
            photos = List.copyOf(photos);
        }
    }
}
