package dev.darkroom.upload;

import dev.darkroom.model.Photo;
import dev.darkroom.model.PhotoId;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.PhotoState;
import dev.darkroom.model.Traceparent;
import dev.darkroom.model.UserId;
import dev.darkroom.tables.Concurrently;
import dev.darkroom.tables.PhotoTable;
import dev.darkroom.tables.RequestTable;
import dev.darkroom.tables.RequestTable.Claim;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Stores upload intents, and lets their owner upload.
final class Uploads {
    private final PhotoTable photos;
    private final RequestTable requests;
    private final PendingQuota quota;
    private final UploadSigner signer;
    private final Minting minting;
    private final InstantSource clock;

    Uploads(
            PhotoTable photos,
            RequestTable requests,
            PendingQuota quota,
            UploadSigner signer,
            Minting minting,
            InstantSource clock) {
        this.photos = photos;
        this.requests = requests;
        this.quota = quota;
        this.signer = signer;
        this.minting = minting;
        this.clock = clock;
    }

    /// Stores a PENDING photo for each file that the owner has not announced before. Of the same file there is one
    /// photo, as far as the index knows: two requests for one file at the same moment may make two.
    ///
    /// With a key the ids are claimed before anything is stored: a repetition answers the same photos, and stores
    /// those that its forerunner did not get to.
    ///
    /// @param trace the caller's; empty gives each photo a trace of its own
    Announced announce(
            UserId ownerId, List<PhotoIntent> intents, Optional<Traceparent> trace, Optional<RequestKey> key) {
        Instant now = clock.instant();
        Map<Contents, Photo> known = known(ownerId, intents, now);
        Map<Contents, PhotoId> ids = new HashMap<>();
        known.forEach((contents, photo) -> ids.put(contents, photo.key().photoId()));
        List<PhotoId> photoIds = intents.stream()
                .map(intent -> ids.computeIfAbsent(intent.contents(), _ -> minting.photoId()))
                .toList();
        Optional<Duration> wait = quota.waitFor(ownerId, ids.size() - known.size(), now);
        // What is refused for now claims no key, and what was admitted under its key before stays so.
        Optional<Claim> claim =
                wait.isEmpty() ? Optional.of(claim(ownerId, key, photoIds, now)) : standing(ownerId, key, now);
        if (claim.isEmpty()) {
            return new Announced.TooManyPending(quota.most(), wait.orElseThrow());
        }
        return switch (claim.get()) {
            case Claim.Claimed() ->
                new Announced.Offers(offers(ownerId, intents, photoIds, known.values(), trace, now));
            case Claim.SameAgain(List<PhotoId> earlier) ->
                new Announced.Offers(offers(ownerId, intents, earlier, findAll(ownerId, earlier), trace, now));
            case Claim.Different() -> new Announced.KeyReused();
        };
    }

    /// Signs a new URL for a photo that is still PENDING, under the same announcement.
    Renewal renew(PhotoKey key, Optional<RequestKey> requestKey) {
        Instant now = clock.instant();
        if (claim(key.ownerId(), requestKey, List.of(), now) instanceof Claim.Different) {
            return new Renewal.KeyReused();
        }
        Optional<Photo> found = photos.find(key).filter(photo -> !photo.isExpired(now));
        if (found.isEmpty()) {
            return new Renewal.NoSuchPhoto();
        }
        Photo photo = found.get();
        return switch (photo.state()) {
            case PENDING -> new Renewal.Renewed(offer(photo, now));
            case READY, REJECTED -> new Renewal.AlreadyUploaded(photo.state());
            case DELETED -> new Renewal.NoSuchPhoto();
        };
    }

    /// What the owner has announced before and may still upload, or has uploaded; of several READY ones before
    /// PENDING ones, and among these the oldest.
    private Map<Contents, Photo> known(UserId ownerId, List<PhotoIntent> intents, Instant now) {
        List<String> hashes = intents.stream()
                .map(intent -> intent.announcement().sha256())
                .distinct()
                .toList();
        return Concurrently.map(hashes, sha256 -> photos.findBySha256(ownerId, sha256)).stream()
                .flatMap(List::stream)
                .filter(photo -> photo.state() == PhotoState.READY || photo.state() == PhotoState.PENDING)
                .filter(photo -> !photo.isExpired(now))
                .sorted(Comparator.comparing((Photo photo) -> photo.state() != PhotoState.READY)
                        .thenComparing(photo -> photo.key().photoId()))
                .collect(Collectors.toMap(
                        photo -> Contents.of(photo.announcement()), Function.identity(), (first, _) -> first));
    }

    private Claim claim(UserId userId, Optional<RequestKey> key, List<PhotoId> photoIds, Instant now) {
        return key.map(given -> requests.claim(userId, given.value(), given.fingerprint(), photoIds, now))
                .orElseGet(Claim.Claimed::new);
    }

    private Optional<Claim> standing(UserId userId, Optional<RequestKey> key, Instant now) {
        return key.flatMap(given -> requests.standing(userId, given.value(), given.fingerprint(), now));
    }

    private List<Photo> findAll(UserId ownerId, List<PhotoId> photoIds) {
        return photos.findAll(
                photoIds.stream().map(id -> new PhotoKey(ownerId, id)).toList());
    }

    private List<Offer> offers(
            UserId ownerId,
            List<PhotoIntent> intents,
            List<PhotoId> photoIds,
            Collection<Photo> existing,
            Optional<Traceparent> trace,
            Instant now) {
        Map<PhotoId, Photo> all = new HashMap<>();
        existing.forEach(photo -> all.put(photo.key().photoId(), photo));
        Map<PhotoId, Photo> missing = new LinkedHashMap<>();
        for (int i = 0; i < intents.size(); i++) {
            var key = new PhotoKey(ownerId, photoIds.get(i));
            if (!all.containsKey(key.photoId())) {
                missing.putIfAbsent(key.photoId(), announced(key, intents.get(i), trace, now));
            }
        }
        for (Photo photo : Concurrently.map(missing.values(), this::stored)) {
            all.put(photo.key().photoId(), photo);
        }
        return photoIds.stream()
                .map(id -> offer(Objects.requireNonNull(all.get(id)), now))
                .toList();
    }

    private Photo announced(PhotoKey key, PhotoIntent intent, Optional<Traceparent> trace, Instant now) {
        return Photo.announced(
                key,
                intent.visibility(),
                intent.title(),
                intent.description(),
                intent.tags(),
                intent.announcement(),
                now,
                trace.orElseGet(minting::traceparent));
    }

    /// The photo as it is stored: another request under the same key, or an attempt of this one whose answer was
    /// lost, may have been faster.
    private Photo stored(Photo photo) {
        return photos.create(photo) ? photo : photos.find(photo.key()).orElseThrow();
    }

    private Offer offer(Photo photo, Instant now) {
        return new Offer(
                photo, photo.state() == PhotoState.PENDING ? Optional.of(signer.sign(photo, now)) : Optional.empty());
    }

    /// A photo, and the URL that takes its original, where that is wanted.
    ///
    /// @param upload with PENDING only
    record Offer(Photo photo, Optional<PresignedUpload> upload) {
        PhotoId photoId() {
            return photo.key().photoId();
        }
    }

    /// What came of announcing photos.
    sealed interface Announced {
        /// The photos, whether they were there before or not.
        ///
        /// @param offers in the order of the intents
        record Offers(List<Offer> offers) implements Announced {}

        /// The owner is to upload some first; nothing was stored.
        ///
        /// @param most how many may be PENDING
        /// @param retryAfter until there is room, if nothing is uploaded before
        record TooManyPending(int most, Duration retryAfter) implements Announced {}

        /// The key belongs to another request; nothing was stored.
        record KeyReused() implements Announced {}
    }

    /// What came of asking for another URL.
    sealed interface Renewal {
        record Renewed(Offer offer) implements Renewal {}

        /// The original has arrived, so there is nothing to upload.
        record AlreadyUploaded(PhotoState state) implements Renewal {}

        record NoSuchPhoto() implements Renewal {}

        /// The key belongs to another request.
        record KeyReused() implements Renewal {}
    }
}
