package dev.darkroom.gallery;

import dev.darkroom.gallery.Visits.Visit;
import dev.darkroom.http.Answer;
import dev.darkroom.http.EntityTag;
import dev.darkroom.http.Fields;
import dev.darkroom.http.Form;
import dev.darkroom.http.Page;
import dev.darkroom.http.ProblemException;
import dev.darkroom.http.ProblemType;
import dev.darkroom.http.Request;
import dev.darkroom.http.Router;
import dev.darkroom.model.Photo;
import dev.darkroom.model.PhotoId;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.UserId;
import dev.darkroom.tables.PhotoFilter;
import dev.darkroom.tables.PhotoTable.PhotoPage;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/// The routes that show photos, one's own and others', from request to answer.
final class PhotoRoutes {
    /// A POST only because ids would not fit into a query: it changes nothing.
    static final String LOOKUP = "POST /photos/lookup";

    static final String NO_SUCH_PHOTO = "There is no such photo, or none that you may see.";

    private static final int USUAL_ITEMS = 50;
    private static final int MAX_ITEMS = 100;
    private static final int MAX_LOOKED_UP = 100;
    private static final Form<UserId> OWNER_ID = id(UserId::new, "a user's id");
    private static final Form<PhotoId> PHOTO_ID = id(PhotoId::new, "a photo's id, 26 characters, upper case");

    private final Album album;
    private final Visits visits;
    private final People people;
    private final Admission admission;
    private final RenditionSigner signer;
    private final InstantSource clock;

    PhotoRoutes(
            Album album,
            Visits visits,
            People people,
            Admission admission,
            RenditionSigner signer,
            InstantSource clock) {
        this.album = album;
        this.visits = visits;
        this.people = people;
        this.admission = admission;
        this.signer = signer;
        this.clock = clock;
    }

    void addTo(Router.Builder routes) {
        routes.route("GET /photos", this::list, "cursor", "limit", "state", "tag", "visibility")
                .route("GET /users/{userId}/photos", this::visit, "cursor", "limit")
                .route("GET /users/{userId}/photos/{photoId}", this::open)
                .route(LOOKUP, this::lookUp);
    }

    private Answer list(Request request) {
        return ownPhotos(request, PhotoFilters.read(request));
    }

    private Answer visit(Request request) {
        UserId viewer = request.caller().userId();
        UserId ownerId = request.path("userId", UserId::new, FriendRoutes.NO_SUCH_USER);
        if (viewer.equals(ownerId)) {
            return ownPhotos(request, PhotoFilter.inStates(Album.LISTED));
        }
        Visit visit =
                visits.visit(viewer, ownerId, cursor(request), limit(request)).orElseThrow(FriendRoutes::noSuchUser);
        PersonView owner = PersonView.of(visit.owner());
        PhotoViews views = views();
        return page(
                request,
                visit.page(),
                photo -> visit.friends() ? views.forFriend(photo, owner) : views.forAnyone(photo, owner));
    }

    private Answer open(Request request) {
        UserId ownerId = request.path("userId", UserId::new, NO_SUCH_PHOTO);
        PhotoKey key = new PhotoKey(ownerId, request.path("photoId", PhotoId::new, NO_SUCH_PHOTO));
        PhotoView view = views().of(visits.open(request.caller().userId(), key), people::person)
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, NO_SUCH_PHOTO));
        return Answer.json(200, view).with(EntityTag.ofRev(view.rev()));
    }

    private Answer lookUp(Request request) {
        UserId viewer = request.caller().userId();
        List<PhotoKey> keys = keys(request.fields());
        admission.holdToKey(request);
        Map<PhotoKey, Opened> opened = visits.open(viewer, keys);
        Map<UserId, PersonView> owners = people.persons(opened.entrySet().stream()
                .filter(one -> !(one.getValue() instanceof Opened.Nothing))
                .map(one -> one.getKey().ownerId())
                .filter(owner -> !owner.equals(viewer))
                .distinct()
                .toList());
        PhotoViews views = views();
        List<LookedUpView> items = keys.stream()
                .map(key -> LookedUpView.of(
                        key,
                        views.of(
                                Objects.requireNonNull(opened.get(key)),
                                owner -> Objects.requireNonNull(owners.get(owner)))))
                .toList();
        return Answer.json(200, Page.of(items, Optional.empty()));
    }

    private static List<PhotoKey> keys(Fields body) {
        List<PhotoKey> keys = new ArrayList<>();
        for (Fields photo : body.objects("photos", 1, MAX_LOOKED_UP)) {
            Optional<UserId> ownerId = photo.required("ownerId", OWNER_ID);
            Optional<PhotoId> photoId = photo.required("photoId", PHOTO_ID);
            if (photo.isSound()) {
                keys.add(new PhotoKey(ownerId.orElseThrow(), photoId.orElseThrow()));
            }
        }
        body.check();
        return keys;
    }

    private Answer ownPhotos(Request request, PhotoFilter filter) {
        return page(
                request,
                album.list(request.caller().userId(), filter, cursor(request), limit(request)),
                views()::forOwner);
    }

    private static Answer page(Request request, PhotoPage page, Function<Photo, PhotoView> view) {
        return Answer.json(
                200,
                Page.of(
                        page.photos().stream().map(view).toList(),
                        page.next().map(PhotoId::value).map(request::cursorTo)));
    }

    private static Optional<PhotoId> cursor(Request request) {
        return request.cursor(PhotoId::new);
    }

    private static int limit(Request request) {
        return request.limit(USUAL_ITEMS, MAX_ITEMS);
    }

    private PhotoViews views() {
        return new PhotoViews(signer, UrlHour.of(clock.instant()));
    }

    private static <T> Form<T> id(Function<String, T> form, String expected) {
        return new Form<>(
                node -> {
                    try {
                        return Optional.ofNullable(node.textValue()).map(form);
                    } catch (IllegalArgumentException notOfTheForm) {
                        return Optional.empty();
                    }
                },
                expected);
    }
}
