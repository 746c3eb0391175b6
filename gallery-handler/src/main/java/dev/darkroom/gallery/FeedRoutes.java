package dev.darkroom.gallery;

import dev.darkroom.gallery.FeedReader.Item;
import dev.darkroom.gallery.FeedReader.Read;
import dev.darkroom.http.Answer;
import dev.darkroom.http.EntityTag;
import dev.darkroom.http.Page;
import dev.darkroom.http.Request;
import dev.darkroom.http.Router;
import dev.darkroom.model.UserId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/// The route that reads a feed, from request to answer.
final class FeedRoutes {
    private static final int USUAL_ITEMS = 30;
    private static final int MAX_ITEMS = 100;

    private final FeedReader feed;
    private final People people;
    private final RenditionSigner signer;
    private final InstantSource clock;

    FeedRoutes(FeedReader feed, People people, RenditionSigner signer, InstantSource clock) {
        this.feed = feed;
        this.people = people;
        this.signer = signer;
        this.clock = clock;
    }

    void addTo(Router.Builder routes) {
        routes.route("GET /feed", this::read, "cursor", "limit");
    }

    private Answer read(Request request) {
        UrlHour hour = UrlHour.of(clock.instant());
        Read read = feed.read(
                request.caller().userId(), request.cursor(Function.identity()), request.limit(USUAL_ITEMS, MAX_ITEMS));
        Map<UserId, PersonView> owners = people.persons(read.items().stream()
                .map(item -> item.photo().key().ownerId())
                .distinct()
                .toList());
        EntityTag tag = tag(read, owners, hour);
        Answer answer = request.holds(tag) ? Answer.notModified() : page(request, read, owners, hour);
        // Kept by the caller alone, and never used unasked: hiding and deleting must show at once.
        return answer.with(tag).with("cache-control", "private, no-cache");
    }

    private Answer page(Request request, Read read, Map<UserId, PersonView> owners, UrlHour hour) {
        PhotoViews views = new PhotoViews(signer, hour);
        List<FriendView> items = read.items().stream()
                .map(item -> views.forFriend(item.photo(), owner(owners, item)))
                .toList();
        return Answer.json(200, Page.of(items, read.next().map(request::cursorTo)));
    }

    /// Made from all that the page shows, so that making it takes no signature.
    private static EntityTag tag(Read read, Map<UserId, PersonView> owners, UrlHour hour) {
        List<String> parts = new ArrayList<>();
        parts.add(hour.toString());
        parts.add(read.next().orElse(""));
        for (Item item : read.items()) {
            parts.add(item.row().row());
            parts.add(Long.toString(item.photo().rev()));
            parts.add(owner(owners, item).toString());
        }
        return EntityTag.ofHash(parts);
    }

    private static PersonView owner(Map<UserId, PersonView> owners, Item item) {
        return Objects.requireNonNull(owners.get(item.photo().key().ownerId()));
    }
}
