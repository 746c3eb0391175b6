package dev.darkroom.tables;

import dev.darkroom.model.Capture;
import dev.darkroom.model.Edit;
import dev.darkroom.model.Media;
import dev.darkroom.model.Photo;
import dev.darkroom.model.PhotoId;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.PhotoState;
import dev.darkroom.model.Rejection;
import dev.darkroom.model.Sequencer;
import dev.darkroom.model.UserId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The Photos table. Reads are strongly consistent and return expired items too: what a reader makes of those is its
/// own rule. Every write is idempotent, counts `rev` up by one where it changes anything, and leaves what users edit
/// alone unless it says otherwise.
public interface PhotoTable {
    /// Stores a new intent.
    ///
    /// @return false where the photo already exists; nothing changes then
    boolean create(Photo intent);

    Optional<Photo> find(PhotoKey key);

    /// The photos that exist among these, each once, in no order. Unprocessed keys are asked for again.
    ///
    /// @param keys any number; repeated keys count once
    List<Photo> findAll(Collection<PhotoKey> keys);

    /// The owner's photos that the filter shows, newest first.
    ///
    /// @param before only photos with a smaller id; empty for the newest
    /// @param limit 1 or more: how many are looked at; the page may be shorter, and even empty, though more follow
    PhotoPage list(UserId ownerId, PhotoFilter filter, Optional<PhotoId> before, int limit);

    /// The owner's photos in these states, newest first, as [#list(UserId, PhotoFilter, Optional, int)] has them.
    default PhotoPage list(UserId ownerId, Set<PhotoState> states, Optional<PhotoId> before, int limit) {
        return list(ownerId, PhotoFilter.inStates(states), before, limit);
    }

    /// The owner's photos that were announced with this hash and are not deleted, newest first. They are found by an
    /// index, which is eventually consistent: one of a moment ago may be missing. What is found is as it is now.
    ///
    /// @param sha256 64 lower-case hex digits
    List<Photo> findBySha256(UserId ownerId, String sha256);

    /// Photos that were published on a day and are READY and PUBLIC, newest first, from an index: eventually
    /// consistent, so that the caller looks at each as it is now.
    ///
    /// @param day in UTC
    /// @param before only rows that come after this place in the list; empty for the day's newest
    /// @param limit 1 or more; fewer rows are the end of the day
    List<PublicRow> publicPhotos(LocalDate day, Optional<PublicRow.Place> before, int limit);

    /// Changes what the owner may change, on the revision that `seen` is and no other. Sets `publishedAt` to `now`
    /// where the photo is first visible.
    ///
    /// @param seen the photo as a read found it
    Edited edit(Photo seen, Edit edit, Instant now);

    /// The ids of the owner's PENDING photos that were minted since then, oldest first.
    List<PhotoId> pendingSince(UserId ownerId, Instant since);

    /// Makes a photo READY with what its manifest says, or replaces the media of one that is; a REJECTED photo whose
    /// original was uploaded anew becomes READY as well. Sets `publishedAt` to `now` where it is first visible.
    Recorded recordReady(PhotoKey key, Media media, Capture capture, Instant now);

    /// Makes a photo REJECTED, to be kept for [Photo#KEPT] from `now`. One that is READY stays so: its original is the
    /// one that was accepted, as an upload URL takes the announced bytes and takes them once, so that only whoever
    /// looks at it has changed, and nobody loses a photo for that.
    Recorded recordRejected(PhotoKey key, Sequencer manifestSequencer, Rejection rejection, Instant now);

    /// Turns a photo into a tombstone kept for [Photo#KEPT] from `now`. Repeating it changes nothing.
    ///
    /// @return false where there is no such photo, or it is a tombstone already
    boolean delete(PhotoKey key, Instant now);

    /// What became of a manifest.
    sealed interface Recorded {
        /// The photo as it is now.
        record Applied(Photo photo) implements Recorded {}

        /// The photo has met this manifest, or a later one; nothing changed.
        record AlreadyCurrent() implements Recorded {}

        /// The photo is READY and is not refused any more; nothing changed.
        record StaysReady(Photo photo) implements Recorded {}

        /// The photo is deleted, or never was. Its tombstone was touched, or one was made, so that whatever follows
        /// tombstones runs again and takes the late objects away.
        record Gone() implements Recorded {}
    }

    /// What became of an edit.
    sealed interface Edited {
        /// The photo as it is now. Where the edit changes nothing, nothing was written.
        record Saved(Photo photo) implements Edited {}

        /// Another change came first; nothing was written.
        ///
        /// @param current the photo as it is now
        record Changed(Photo current) implements Edited {}

        /// The photo is deleted, or its item is gone; nothing was written.
        record NoSuchPhoto() implements Edited {}
    }

    /// A photo in the list of public ones.
    ///
    /// @param publishedAt in whole milliseconds
    record PublicRow(PhotoKey key, Instant publishedAt) {
        public Place place() {
            return new Place(publishedAt, key.photoId().value());
        }

        /// A place in the list, whose order it has; newest photos have the greatest.
        ///
        /// @param photoId of the photo there; any text makes a place between photos
        public record Place(Instant publishedAt, String photoId) implements Comparable<Place> {
            private static final Comparator<Place> ORDER =
                    Comparator.comparing(Place::publishedAt).thenComparing(Place::photoId);

            @Override
            public int compareTo(Place other) {
                return ORDER.compare(this, other);
            }
        }
    }

    /// Part of an owner's photos.
    ///
    /// @param next where the following page begins; empty at the end
    record PhotoPage(List<Photo> photos, Optional<PhotoId> next) {
        public PhotoPage {
            photos = List.copyOf(photos);
        }
    }
}
