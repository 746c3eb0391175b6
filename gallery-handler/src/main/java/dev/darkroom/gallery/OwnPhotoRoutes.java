package dev.darkroom.gallery;

import dev.darkroom.http.Answer;
import dev.darkroom.http.EntityTag;
import dev.darkroom.http.IfMatch;
import dev.darkroom.http.Page;
import dev.darkroom.http.ProblemException;
import dev.darkroom.http.ProblemType;
import dev.darkroom.http.Request;
import dev.darkroom.http.Router;
import dev.darkroom.model.Edit;
import dev.darkroom.model.Photo;
import dev.darkroom.model.PhotoId;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.tables.JournalTable;
import dev.darkroom.tables.PhotoTable.Edited;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What an owner does with one photo, from request to answer. The photo is looked for among the caller's own alone, so
/// another's is not found exactly as one that never was.
final class OwnPhotoRoutes {
    private final Album album;
    private final JournalTable journal;
    private final RenditionSigner signer;
    private final OriginalSigner originals;
    private final InstantSource clock;

    OwnPhotoRoutes(
            Album album, JournalTable journal, RenditionSigner signer, OriginalSigner originals, InstantSource clock) {
        this.album = album;
        this.journal = journal;
        this.signer = signer;
        this.originals = originals;
        this.clock = clock;
    }

    void addTo(Router.Builder routes) {
        routes.route("PATCH /photos/{photoId}", this::edit)
                .route("DELETE /photos/{photoId}", this::delete)
                .route("GET /photos/{photoId}/original", this::original)
                .route("GET /photos/{photoId}/journal", this::journal);
    }

    private Answer edit(Request request) {
        PhotoKey key = ownKey(request);
        IfMatch wanted = request.ifMatch();
        Edit edit = EditReader.read(request.fields());
        return switch (album.edit(key, photo -> wanted.admits(tag(photo)), edit)) {
            case Edited.Saved(Photo photo) -> Answer.json(200, view(photo)).with(tag(photo));
            case Edited.Changed(Photo current) -> throw ProblemException.changedMeanwhile(tag(current), view(current));
            case Edited.NoSuchPhoto() -> throw notFound();
        };
    }

    private Answer delete(Request request) {
        if (!album.delete(ownKey(request))) {
            throw notFound();
        }
        return Answer.noContent();
    }

    private Answer original(Request request) {
        Photo photo = album.own(ownKey(request)).orElseThrow(OwnPhotoRoutes::notFound);
        return switch (photo.state()) {
            case READY -> {
                // A signature's time is in whole seconds.
                Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
                yield Answer.json(200, OriginalView.of(photo, originals.sign(photo, now), now));
            }
            case PENDING ->
                throw new ProblemException(ProblemType.NOT_READY, "The photo is not READY yet; ask again when it is.");
            case REJECTED, DELETED -> throw notFound();
        };
    }

    private Answer journal(Request request) {
        PhotoKey key = ownKey(request);
        Photo photo = album.own(key).orElseThrow(OwnPhotoRoutes::notFound);
        List<JournalView> entries = Stream.concat(
                        Stream.of(JournalView.ofIntent(photo)),
                        journal.read(key.photoId()).stream().map(JournalView::of))
                .toList();
        return Answer.json(200, Page.of(entries, Optional.empty()));
    }

    private OwnerView view(Photo photo) {
        return new PhotoViews(signer, UrlHour.of(clock.instant())).forOwner(photo);
    }

    private static EntityTag tag(Photo photo) {
        return EntityTag.ofRev(photo.rev());
    }

    private static PhotoKey ownKey(Request request) {
        return new PhotoKey(
                request.caller().userId(), request.path("photoId", PhotoId::new, PhotoRoutes.NO_SUCH_PHOTO));
    }

    private static ProblemException notFound() {
        return new ProblemException(ProblemType.NOT_FOUND, PhotoRoutes.NO_SUCH_PHOTO);
    }
}
