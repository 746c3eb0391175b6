package dev.darkroom.tables;

import dev.darkroom.model.Capture;
import dev.darkroom.model.Media;
import dev.darkroom.model.Photo;
import dev.darkroom.model.PhotoId;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.PhotoState;
import dev.darkroom.model.Rejection;
import dev.darkroom.model.Sequencer;
import dev.darkroom.model.UserId;
import java.time.Instant;
import java.util.Collection;
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

    /// The owner's photos in these states, newest first.
    ///
    /// @param before only photos with a smaller id; empty for the newest
    /// @param limit 1 or more; the page may be shorter, and even empty, though more follow
    PhotoPage list(UserId ownerId, Set<PhotoState> states, Optional<PhotoId> before, int limit);

    /// Makes a photo READY with what its manifest says, or replaces the media of one that is; a REJECTED photo whose
    /// original was uploaded anew becomes READY as well. Sets `publishedAt` to `now` where it is first visible.
    Recorded recordReady(PhotoKey key, Media media, Capture capture, Instant now);

    /// Makes a photo REJECTED, to be kept for [Photo#KEPT] from `now`.
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

        /// The photo is deleted, or never was. Its tombstone was touched, or one was made, so that whatever follows
        /// tombstones runs again and takes the late objects away.
        record Gone() implements Recorded {}
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
