package dev.darkroom.gallery;

import dev.darkroom.model.Edit;
import dev.darkroom.model.Photo;
import dev.darkroom.model.PhotoId;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.PhotoState;
import dev.darkroom.model.UserId;
import dev.darkroom.tables.PhotoFilter;
import dev.darkroom.tables.PhotoTable;
import dev.darkroom.tables.PhotoTable.Edited;
import dev.darkroom.tables.PhotoTable.PhotoPage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// One user's photos, and what their owner does with them.
final class Album {
    /// What an owner's list shows unless it is asked for less.
    static final Set<PhotoState> LISTED = EnumSet.complementOf(EnumSet.of(PhotoState.DELETED));

    private static final int MAX_READS = 10;
    private static final int MAX_BATCH = 100;
    private static final int MAX_EDITS = 10;

    private final PhotoTable photos;
    private final InstantSource clock;

    Album(PhotoTable photos, InstantSource clock) {
        this.photos = photos;
        this.clock = clock;
    }

    /// The owner's photos that the filter shows, newest first. Fills the page up within reason: a short one with a
    /// `next` is not the end.
    PhotoPage list(UserId ownerId, PhotoFilter filter, Optional<PhotoId> before, int limit) {
        Instant now = clock.instant();
        List<Photo> found = new ArrayList<>();
        Optional<PhotoId> place = before;
        // What the filter leaves out is read all the same: where it left gaps, the reads that follow are larger.
        int batch = limit;
        for (int reads = 0; reads < MAX_READS; reads++) {
            PhotoPage page = photos.list(ownerId, filter, place, batch);
            for (Photo photo : page.photos()) {
                if (found.size() == limit) {
                    return new PhotoPage(
                            found, Optional.of(found.getLast().key().photoId()));
                }
                if (Opened.isThere(photo, now)) {
                    found.add(photo);
                }
            }
            place = page.next();
            if (place.isEmpty() || found.size() == limit) {
                break;
            }
            batch = MAX_BATCH;
        }
        return new PhotoPage(found, place);
    }

    /// A photo of the caller's own; empty where it is deleted, expired, or never was.
    Optional<Photo> own(PhotoKey key) {
        Instant now = clock.instant();
        return photos.find(key).filter(photo -> Opened.isThere(photo, now));
    }

    /// Changes a photo of the caller's own.
    ///
    /// @param meant whether a revision is one that the caller means to change
    Edited edit(PhotoKey key, Predicate<Photo> meant, Edit edit) {
        Instant now = clock.instant();
        Optional<Photo> seen = photos.find(key);
        for (int edits = 0; edits < MAX_EDITS; edits++) {
            if (seen.filter(photo -> Opened.isThere(photo, now)).isEmpty()) {
                return new Edited.NoSuchPhoto();
            }
            if (!meant.test(seen.get())) {
                return new Edited.Changed(seen.get());
            }
            Edited edited = photos.edit(seen.get(), edit, now);
            if (!(edited instanceof Edited.Changed(Photo current))) {
                return edited;
            }
            // The revision that came first may be one that the caller means, too.
            seen = Optional.of(current);
        }
        throw new IllegalStateException("a photo changed " + MAX_EDITS + " times under one edit");
    }

    /// Turns a photo into a tombstone.
    ///
    /// @return false where there never was such a photo, or nothing is left of it
    boolean delete(PhotoKey key) {
        Instant now = clock.instant();
        return photos.delete(key, now)
                || photos.find(key).filter(photo -> !photo.isExpired(now)).isPresent();
    }
}
