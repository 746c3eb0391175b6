package dev.darkroom.upload;

import dev.darkroom.model.Photo;
import dev.darkroom.model.PhotoId;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.PhotoState;
import dev.darkroom.model.Traceparent;
import dev.darkroom.model.UserId;
import dev.darkroom.tables.PhotoTable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Stores upload intents, and lets their owner upload.
final class Uploads {
    private final PhotoTable photos;
    private final UploadSigner signer;
    private final Minting minting;
    private final InstantSource clock;

    Uploads(PhotoTable photos, UploadSigner signer, Minting minting, InstantSource clock) {
        this.photos = photos;
        this.signer = signer;
        this.minting = minting;
        this.clock = clock;
    }

    /// Stores one PENDING photo an intent. Where one cannot be stored, some of the others may have been; they expire.
    ///
    /// @param trace the caller's; empty gives each photo a trace of its own
    /// @return in the order of the intents
    List<Offer> announce(UserId ownerId, List<PhotoIntent> intents, Optional<Traceparent> trace) {
        Instant now = clock.instant();
        List<Photo> announced = intents.stream()
                .map(intent -> Photo.announced(
                        new PhotoKey(ownerId, minting.photoId()),
                        intent.visibility(),
                        intent.title(),
                        intent.description(),
                        intent.tags(),
                        intent.announcement(),
                        now,
                        trace.orElseGet(minting::traceparent)))
                .toList();
        store(announced);
        return announced.stream()
                .map(photo -> new Offer(photo, signer.sign(photo, now)))
                .toList();
    }

    /// Signs a new URL for a photo that is still PENDING, under the same announcement.
    Renewal renew(PhotoKey key) {
        Instant now = clock.instant();
        Optional<Photo> found = photos.find(key).filter(photo -> !photo.isExpired(now));
        if (found.isEmpty()) {
            return new Renewal.NoSuchPhoto();
        }
        Photo photo = found.get();
        return switch (photo.state()) {
            case PENDING -> new Renewal.Renewed(new Offer(photo, signer.sign(photo, now)));
            case READY, REJECTED -> new Renewal.AlreadyUploaded(photo.state());
            case DELETED -> new Renewal.NoSuchPhoto();
        };
    }

    private void store(List<Photo> announced) {
        if (announced.size() == 1) {
            store(announced.getFirst());
            return;
        }
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> writes = new ArrayList<>();
            announced.forEach(photo -> writes.add(writers.submit(() -> store(photo))));
            for (Future<?> write : writes) {
                write.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("an intent could not be stored", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while intents were stored", e);
        }
    }

    private void store(Photo photo) {
        if (!photos.create(photo)) {
            throw new IllegalStateException(
                    "a photo id was minted twice: " + photo.key().photoId());
        }
    }

    /// A PENDING photo, and the URL that takes its original.
    record Offer(Photo photo, PresignedUpload upload) {
        PhotoId photoId() {
            return photo.key().photoId();
        }
    }

    /// What came of asking for another URL.
    sealed interface Renewal {
        record Renewed(Offer offer) implements Renewal {}

        /// The original has arrived, so there is nothing to upload.
        record AlreadyUploaded(PhotoState state) implements Renewal {}

        record NoSuchPhoto() implements Renewal {}
    }
}
