package dev.darkroom.tables;

import dev.darkroom.model.Announcement;
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
import dev.darkroom.model.Visibility;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// The Photos table's twin, and that of its recipes: safe for threads, and one that tells of its changes.
public final class InMemoryPhotoTable implements PhotoTable, PhotoRecipes {
    private record Row(Photo photo, Optional<Sequencer> sequencer) {}

    private final Map<UserId, NavigableMap<PhotoId, Row>> rows = new HashMap<>();
    private final List<TableListener<Photo>> listeners = new ArrayList<>();

    /// Adds a listener that hears of changes from now on, while the table is locked.
    public synchronized void onChange(TableListener<Photo> listener) {
        listeners.add(listener);
    }

    /// Puts a photo as it is, in place of whatever was there.
    public synchronized void put(Photo photo) {
        store(photo, photo.media().map(Media::manifestSequencer));
    }

    /// Makes an owner's edit of who may see a photo.
    public void changeVisibility(PhotoKey key, Visibility visibility, Instant now) {
        edit(find(key).orElseThrow(), Edit.of(visibility), now);
    }

    /// Removes an item, as its time to live does.
    public synchronized void remove(PhotoKey key) {
        Row removed = ofOwner(key.ownerId()).remove(key.photoId());
        if (removed != null) {
            tell(Optional.of(removed.photo()), Optional.empty());
        }
    }

    @Override
    public synchronized boolean create(Photo intent) {
        if (row(intent.key()).isPresent()) {
            return false;
        }
        store(intent, Optional.empty());
        return true;
    }

    @Override
    public synchronized Optional<Photo> find(PhotoKey key) {
        return row(key).map(Row::photo);
    }

    @Override
    public synchronized List<Photo> findAll(Collection<PhotoKey> keys) {
        return new LinkedHashSet<>(keys)
                .stream().flatMap(key -> find(key).stream()).toList();
    }

    /// The limit counts rows read, not rows that match, as in DynamoDB.
    @Override
    public synchronized PhotoPage list(UserId ownerId, PhotoFilter filter, Optional<PhotoId> before, int limit) {
        NavigableMap<PhotoId, Row> all = ofOwner(ownerId);
        List<Photo> read = before.map(id -> all.headMap(id, false)).orElse(all).descendingMap().values().stream()
                .limit(limit)
                .map(Row::photo)
                .toList();
        return new PhotoPage(
                read.stream().filter(filter::shows).toList(),
                read.size() < limit
                        ? Optional.empty()
                        : Optional.of(read.getLast().key().photoId()));
    }

    @Override
    public synchronized List<Photo> findBySha256(UserId ownerId, String sha256) {
        return ofOwner(ownerId).descendingMap().values().stream()
                .map(Row::photo)
                .filter(photo -> photo.state() != PhotoState.DELETED)
                .filter(photo -> photo.announcement().sha256().equals(sha256))
                .toList();
    }

    @Override
    public synchronized List<PhotoId> pendingSince(UserId ownerId, Instant since) {
        return ofOwner(ownerId).tailMap(PhotoId.firstAt(since), true).values().stream()
                .map(Row::photo)
                .filter(photo -> photo.state() == PhotoState.PENDING)
                .map(photo -> photo.key().photoId())
                .toList();
    }

    @Override
    public synchronized List<PublicRow> publicPhotos(LocalDate day, Optional<PublicRow.Place> before, int limit) {
        return rows.values().stream()
                .flatMap(ofOwner -> ofOwner.values().stream())
                .map(Row::photo)
                .filter(photo -> photo.state() == PhotoState.READY && photo.visibility() == Visibility.PUBLIC)
                .flatMap(photo -> photo.publishedAt().stream().map(instant -> new PublicRow(photo.key(), instant)))
                .filter(row ->
                        LocalDate.ofInstant(row.publishedAt(), ZoneOffset.UTC).equals(day))
                .filter(row -> before.isEmpty() || row.place().compareTo(before.get()) < 0)
                .sorted(Comparator.comparing(PublicRow::place).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized Page otherThan(String recipe, Optional<UserId> ownerId, Optional<PhotoKey> after, int limit) {
        List<Photo> read = rows.values().stream()
                .flatMap(ofOwner -> ofOwner.values().stream())
                .map(Row::photo)
                .filter(photo -> ownerId.isEmpty() || photo.key().ownerId().equals(ownerId.get()))
                .sorted(Comparator.comparing(photo -> photo.key().toString()))
                .filter(photo -> after.isEmpty()
                        || photo.key().toString().compareTo(after.get().toString()) > 0)
                .limit(limit)
                .toList();
        return new Page(
                read.stream()
                        .flatMap(photo -> photo
                                .media()
                                .filter(media -> !media.recipe().equals(recipe))
                                .map(media -> new Outdated(
                                        photo.key(),
                                        photo.announcement().sizeBytes(),
                                        (long) media.width() * media.height()))
                                .stream())
                        .toList(),
                read.size(),
                read.size() < limit
                        ? Optional.empty()
                        : Optional.of(read.getLast().key()));
    }

    @Override
    public synchronized Edited edit(Photo seen, Edit edit, Instant now) {
        if (seen.state() == PhotoState.DELETED) {
            return new Edited.NoSuchPhoto();
        }
        Photo edited = edit.applyTo(seen, now);
        if (edited.equals(seen)) {
            return new Edited.Saved(seen);
        }
        Optional<Row> row = row(seen.key()).filter(found -> found.photo().state() != PhotoState.DELETED);
        if (row.isEmpty()) {
            return new Edited.NoSuchPhoto();
        }
        Photo current = row.get().photo();
        if (current.equals(edited)) {
            return new Edited.Saved(current);
        }
        return current.rev() == seen.rev()
                ? new Edited.Saved(store(edited, row.get().sequencer()))
                : new Edited.Changed(current);
    }

    @Override
    public synchronized Recorded recordReady(PhotoKey key, Media media, Capture capture, Instant now) {
        return record(
                key,
                media.manifestSequencer(),
                PhotoState.READY,
                now,
                old -> new Photo(
                        key,
                        old.rev() + 1,
                        PhotoState.READY,
                        old.visibility(),
                        old.title(),
                        old.description(),
                        old.tags(),
                        old.announcement(),
                        old.createdAt(),
                        publishedAt(old, PhotoState.READY, old.visibility(), now),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(media),
                        Optional.of(capture),
                        old.traceparent()));
    }

    @Override
    public synchronized Recorded recordRejected(
            PhotoKey key, Sequencer manifestSequencer, Rejection rejection, Instant now) {
        return record(
                key,
                manifestSequencer,
                PhotoState.REJECTED,
                now,
                old -> new Photo(
                        key,
                        old.rev() + 1,
                        PhotoState.REJECTED,
                        old.visibility(),
                        old.title(),
                        old.description(),
                        old.tags(),
                        old.announcement(),
                        old.createdAt(),
                        old.publishedAt(),
                        Optional.of(now.plus(Photo.KEPT)),
                        Optional.of(rejection),
                        Optional.empty(),
                        Optional.empty(),
                        old.traceparent()));
    }

    @Override
    public synchronized boolean delete(PhotoKey key, Instant now) {
        Optional<Photo> living = find(key).filter(photo -> photo.state() != PhotoState.DELETED);
        living.ifPresent(photo -> store(tombstone(photo, now), Optional.empty()));
        return living.isPresent();
    }

    private Recorded record(
            PhotoKey key, Sequencer manifestSequencer, PhotoState outcome, Instant now, UnaryOperator<Photo> change) {
        Optional<Row> row = row(key);
        if (row.isEmpty() || row.get().photo().state() == PhotoState.DELETED) {
            return entomb(key, row, now);
        }
        if (isCurrent(row.get(), manifestSequencer)) {
            return new Recorded.AlreadyCurrent();
        }
        if (outcome == PhotoState.REJECTED && row.get().photo().state() == PhotoState.READY) {
            return new Recorded.StaysReady(row.get().photo());
        }
        return new Recorded.Applied(store(change.apply(row.get().photo()), Optional.of(manifestSequencer)));
    }

    private Recorded entomb(PhotoKey key, Optional<Row> row, Instant now) {
        store(
                row.map(old -> tombstone(old.photo(), now)).orElseGet(() -> Tombstones.ofUnknown(key, now)),
                Optional.empty());
        return new Recorded.Gone();
    }

    private static Photo tombstone(Photo old, Instant now) {
        return new Photo(
                old.key(),
                old.rev() + 1,
                PhotoState.DELETED,
                old.visibility(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Announcement.FORGOTTEN,
                old.createdAt(),
                old.publishedAt(),
                Optional.of(now.plus(Photo.KEPT)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                old.traceparent());
    }

    private static boolean isCurrent(Row row, Sequencer sequencer) {
        return row.sequencer().filter(known -> known.compareTo(sequencer) >= 0).isPresent();
    }

    private static Optional<Instant> publishedAt(Photo old, PhotoState state, Visibility visibility, Instant now) {
        boolean visible = state == PhotoState.READY && visibility != Visibility.PRIVATE;
        return old.publishedAt().or(() -> visible ? Optional.of(Precision.stored(now)) : Optional.empty());
    }

    private Photo store(Photo photo, Optional<Sequencer> sequencer) {
        var stored = new Photo(
                photo.key(),
                photo.rev(),
                photo.state(),
                photo.visibility(),
                photo.title(),
                photo.description(),
                photo.tags(),
                photo.announcement(),
                Precision.stored(photo.createdAt()),
                photo.publishedAt().map(Precision::stored),
                photo.expiresAt().map(Precision::expiry),
                photo.rejection(),
                photo.media(),
                photo.capture(),
                photo.traceparent());
        Row before = ofOwner(photo.key().ownerId()).put(photo.key().photoId(), new Row(stored, sequencer));
        tell(Optional.ofNullable(before).map(Row::photo), Optional.of(stored));
        return stored;
    }

    private void tell(Optional<Photo> before, Optional<Photo> after) {
        listeners.forEach(listener -> listener.changed(before, after));
    }

    private Optional<Row> row(PhotoKey key) {
        return Optional.ofNullable(ofOwner(key.ownerId()).get(key.photoId()));
    }

    private NavigableMap<PhotoId, Row> ofOwner(UserId ownerId) {
        return rows.computeIfAbsent(ownerId, _ -> new TreeMap<>());
    }
}
