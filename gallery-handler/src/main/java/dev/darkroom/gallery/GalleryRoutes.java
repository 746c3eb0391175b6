package dev.darkroom.gallery;

import dev.darkroom.http.Router;
import dev.darkroom.tables.FeedTable;
import dev.darkroom.tables.FriendshipTable;
import dev.darkroom.tables.JournalTable;
import dev.darkroom.tables.KnownUsers;
import dev.darkroom.tables.PhotoTable;
import dev.darkroom.tables.RequestTable;
import dev.darkroom.tables.UserTable;
import dev.darkroom.tables.WriteLimit;
import java.time.InstantSource;

/// All routes of the gallery over its tables.
final class GalleryRoutes {
    private GalleryRoutes() {}

    /// @param writesPerMinute how much each user may change
    static Router router(
            Tables tables, int writesPerMinute, RenditionSigner signer, OriginalSigner originals, InstantSource clock) {
        Admission admission = new Admission(
                new KnownUsers(tables.users, clock),
                new WriteLimit(tables.requests, writesPerMinute, clock),
                tables.requests,
                clock);
        People people = new People(tables.users);
        Album album = new Album(tables.photos, clock);
        Visits visits = new Visits(album, tables.photos, tables.friendships, tables.users, clock);
        FeedReader feed = new FeedReader(tables.feeds, tables.photos, tables.friendships, clock);
        Router.Builder routes = Router.builder();
        new FeedRoutes(feed, people, signer, clock).addTo(routes);
        new PhotoRoutes(album, visits, people, admission, signer, clock).addTo(routes);
        new OwnPhotoRoutes(album, tables.journal, signer, originals, clock).addTo(routes);
        new PublicRoutes(new PublicReader(tables.photos, clock), people, signer, clock).addTo(routes);
        new FriendRoutes(tables.friendships, people, clock).addTo(routes);
        new BlockRoutes(tables.friendships, clock).addTo(routes);
        new ProfileRoutes(tables.users, tables.friendships, clock).addTo(routes);
        return routes.before(admission::admit).build();
    }

    /// The tables that the gallery reads and writes.
    record Tables(
            PhotoTable photos,
            FriendshipTable friendships,
            FeedTable feeds,
            UserTable users,
            JournalTable journal,
            RequestTable requests) {}
}
