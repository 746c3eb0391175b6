package dev.darkroom.tables;

import dev.darkroom.model.Friendship;
import dev.darkroom.model.UserId;
import org.junit.jupiter.api.Nested;

/// The twins keep the contracts; only because of this may other tests trust them.
final class InMemoryTablesTest {
    @Nested
    final class Photos implements PhotoTableContract, PhotoEditContract, PhotoListsContract {
        private final PhotoTable table = new InMemoryPhotoTable();

        @Override
        public PhotoTable table() {
            return table;
        }
    }

    @Nested
    final class Recipes implements PhotoRecipesContract {
        private final InMemoryPhotoTable table = new InMemoryPhotoTable();

        @Override
        public PhotoTable table() {
            return table;
        }

        @Override
        public PhotoRecipes recipes() {
            return table;
        }
    }

    @Nested
    final class Friendships implements FriendshipTableContract {
        private final InMemoryUserTable users = new InMemoryUserTable();
        private final InMemoryFriendshipTable table = new InMemoryFriendshipTable(users);

        @Override
        public FriendshipTable table() {
            return table;
        }

        @Override
        public UserTable users() {
            return users;
        }

        @Override
        public void put(Friendship row) {
            table.put(row);
        }

        @Override
        public void setFriendCount(UserId userId, int friendCount) {
            users.addFriends(
                    userId, friendCount - users.find(userId).orElseThrow().friendCount());
        }
    }

    @Nested
    final class Feeds implements FeedTableContract {
        private final FeedTable table = new InMemoryFeedTable();

        @Override
        public FeedTable table() {
            return table;
        }
    }

    @Nested
    final class Users implements UserTableContract {
        private final UserTable table = new InMemoryUserTable();

        @Override
        public UserTable table() {
            return table;
        }
    }

    @Nested
    final class Requests implements RequestTableContract {
        private final RequestTable table = new InMemoryRequestTable();

        @Override
        public RequestTable table() {
            return table;
        }
    }

    @Nested
    final class Journal implements JournalTableContract {
        private final JournalTable table = new InMemoryJournalTable();

        @Override
        public JournalTable table() {
            return table;
        }
    }
}
