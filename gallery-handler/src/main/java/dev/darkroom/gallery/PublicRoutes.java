package dev.darkroom.gallery;

import dev.darkroom.gallery.PublicReader.Read;
import dev.darkroom.http.Answer;
import dev.darkroom.http.Page;
import dev.darkroom.http.Request;
import dev.darkroom.http.Router;
import dev.darkroom.model.Timestamps;
import dev.darkroom.model.UserId;
import dev.darkroom.tables.PhotoTable.PublicRow.Place;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The route that shows public photos to anyone, without a token.
final class PublicRoutes {
    static final String ROUTE = "GET /public/photos";

    private static final int USUAL_ITEMS = 30;
    private static final int MAX_ITEMS = 100;
    private static final int TIME_LENGTH = "uuuu-MM-ddTHH:mm:ss.SSSZ".length();

    private final PublicReader reader;
    private final People people;
    private final RenditionSigner signer;
    private final InstantSource clock;

    PublicRoutes(PublicReader reader, People people, RenditionSigner signer, InstantSource clock) {
        this.reader = reader;
        this.people = people;
        this.signer = signer;
        this.clock = clock;
    }

    void addTo(Router.Builder routes) {
        routes.route(ROUTE, this::read, "cursor", "limit");
    }

    private Answer read(Request request) {
        Read read = reader.read(request.cursor(PublicRoutes::place), request.limit(USUAL_ITEMS, MAX_ITEMS));
        Map<UserId, PersonView> owners = people.persons(read.photos().stream()
                .map(photo -> photo.key().ownerId())
                .distinct()
                .toList());
        PhotoViews views = new PhotoViews(signer, UrlHour.of(clock.instant()));
        List<PublicView> items = read.photos().stream()
                .map(photo -> views.forAnyone(
                        photo, Objects.requireNonNull(owners.get(photo.key().ownerId()))))
                .toList();
        // The same for everyone, so that a cache may take the load; a hide shows within the minute.
        return Answer.json(
                        200, Page.of(items, read.next().map(PublicRoutes::text).map(request::cursorTo)))
                .with("cache-control", "public, max-age=60");
    }

    private static String text(Place place) {
        return Timestamps.format(place.publishedAt()) + "#" + place.photoId();
    }

    private static Place place(String text) {
        if (text.indexOf('#') != TIME_LENGTH) {
            throw new IllegalArgumentException("a place is an instant, # and an id");
        }
        try {
            return new Place(Timestamps.parse(text.substring(0, TIME_LENGTH)), text.substring(TIME_LENGTH + 1));
        } catch (DateTimeException notAnInstant) {
            throw new IllegalArgumentException(notAnInstant);
        }
    }
}
