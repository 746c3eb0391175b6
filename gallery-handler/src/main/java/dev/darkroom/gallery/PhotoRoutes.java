package dev.darkroom.gallery;

import dev.darkroom.gallery.Album.Opened;
import dev.darkroom.http.Answer;
import dev.darkroom.http.EntityTag;
import dev.darkroom.http.Page;
import dev.darkroom.http.ProblemException;
import dev.darkroom.http.ProblemType;
import dev.darkroom.http.Request;
import dev.darkroom.http.Router;
import dev.darkroom.model.Photo;
import dev.darkroom.model.PhotoId;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.UserId;
import dev.darkroom.tables.JournalTable;
import dev.darkroom.tables.PhotoTable.PhotoPage;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The routes about single photos and their owner's list, from request to answer.
final class PhotoRoutes {
    private static final int USUAL_ITEMS = 50;
    private static final int MAX_ITEMS = 100;
    private static final String NO_SUCH_PHOTO = "There is no such photo, or none that you may see.";

    private final Album album;
    private final JournalTable journal;
    private final People people;
    private final RenditionSigner signer;
    private final InstantSource clock;

    PhotoRoutes(Album album, JournalTable journal, People people, RenditionSigner signer, InstantSource clock) {
        this.album = album;
        this.journal = journal;
        this.people = people;
        this.signer = signer;
        this.clock = clock;
    }

    void addTo(Router.Builder routes) {
        routes.route("GET /photos", this::list, "cursor", "limit")
                .route("GET /users/{userId}/photos/{photoId}", this::open)
                .route("DELETE /photos/{photoId}", this::delete)
                .route("GET /photos/{photoId}/journal", this::journal);
    }

    private Answer list(Request request) {
        PhotoViews views = views();
        PhotoPage page = album.list(
                request.caller().userId(), request.cursor(PhotoId::new), request.limit(USUAL_ITEMS, MAX_ITEMS));
        List<OwnerView> items = page.photos().stream().map(views::forOwner).toList();
        return Answer.json(200, Page.of(items, page.next().map(PhotoId::value).map(request::cursorTo)));
    }

    private Answer open(Request request) {
        UserId viewer = request.caller().userId();
        UserId ownerId = request.path("userId", UserId::new, NO_SUCH_PHOTO);
        PhotoViews views = views();
        PhotoView view = switch (album.open(viewer, new PhotoKey(ownerId, photoId(request)))) {
            case Opened.ByOwner(var photo) -> views.forOwner(photo);
            case Opened.ByFriend(var photo) -> views.forFriend(photo, people.person(ownerId));
            case Opened.ByAnyone(var photo) -> views.forAnyone(photo, people.person(ownerId));
            case Opened.Nothing() -> throw notFound();
        };
        return Answer.json(200, view).with(EntityTag.ofRev(view.rev()));
    }

    private Answer delete(Request request) {
        if (!album.delete(ownKey(request))) {
            throw notFound();
        }
        return Answer.noContent();
    }

    private Answer journal(Request request) {
        PhotoKey key = ownKey(request);
        Photo photo = album.own(key).orElseThrow(PhotoRoutes::notFound);
        List<JournalView> entries = Stream.concat(
                        Stream.of(JournalView.ofIntent(photo)),
                        journal.read(key.photoId()).stream().map(JournalView::of))
                .toList();
        return Answer.json(200, Page.of(entries, Optional.empty()));
    }

    private PhotoViews views() {
        return new PhotoViews(signer, UrlHour.of(clock.instant()));
    }

    private static PhotoKey ownKey(Request request) {
        return new PhotoKey(request.caller().userId(), photoId(request));
    }

    private static PhotoId photoId(Request request) {
        return request.path("photoId", PhotoId::new, NO_SUCH_PHOTO);
    }

    private static ProblemException notFound() {
        return new ProblemException(ProblemType.NOT_FOUND, NO_SUCH_PHOTO);
    }
}
