package dev.darkroom.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.model.Friendship;
import dev.darkroom.model.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The adapters keep the contracts against the real engine, on tables as template.yaml defines them.
final class DynamoDbTablesTest {
    private static final LocalDynamoDb LOCAL = LocalDynamoDb.SHARED;
    private static final DynamoDbClient CLIENT = LOCAL.client();

    @Nested
    final class Photos implements PhotoTableContract, PhotoEditContract, PhotoListsContract {
        private static final PhotoTable TABLE = new DynamoDbPhotoTable(CLIENT, LOCAL.createTable("PhotosTable"));

        @Override
        public PhotoTable table() {
            return TABLE;
        }
    }

    @Nested
    final class Recipes implements PhotoRecipesContract {
        private static final String PHOTOS = LOCAL.createTable("PhotosTable");

        @Override
        public PhotoTable table() {
            return new DynamoDbPhotoTable(CLIENT, PHOTOS);
        }

        @Override
        public PhotoRecipes recipes() {
            return new DynamoDbPhotoRecipes(CLIENT, PHOTOS);
        }
    }

    @Nested
    final class Friendships implements FriendshipTableContract {
        private static final String FRIENDSHIPS = LOCAL.createTable("FriendshipsTable");
        private static final String USERS = LOCAL.createTable("UsersTable");
        private static final FriendshipTable TABLE = new DynamoDbFriendshipTable(CLIENT, FRIENDSHIPS, USERS);
        private static final UserTable USER_TABLE = new DynamoDbUserTable(CLIENT, USERS);

        @Override
        public FriendshipTable table() {
            return TABLE;
        }

        @Override
        public UserTable users() {
            return USER_TABLE;
        }

        @Override
        public void put(Friendship row) {
            CLIENT.putItem(put -> put.tableName(FRIENDSHIPS).item(FriendshipItem.write(row)));
        }

        @Override
        public void setFriendCount(UserId userId, int friendCount) {
            CLIENT.updateItem(update -> update.tableName(USERS)
                    .key(UserItem.key(userId))
                    .updateExpression("SET friendCount = :count")
                    .expressionAttributeValues(Map.of(":count", Values.number(friendCount))));
        }
    }

    @Nested
    final class Feeds implements FeedTableContract {
        private static final FeedTable TABLE = new DynamoDbFeedTable(CLIENT, LOCAL.createTable("FeedsTable"));

        @Override
        public FeedTable table() {
            return TABLE;
        }
    }

    @Nested
    final class Users implements UserTableContract {
        private static final UserTable TABLE = new DynamoDbUserTable(CLIENT, LOCAL.createTable("UsersTable"));

        @Override
        public UserTable table() {
            return TABLE;
        }
    }

    @Nested
    final class Requests implements RequestTableContract {
        private static final RequestTable TABLE = new DynamoDbRequestTable(CLIENT, LOCAL.createTable("RequestsTable"));

        @Override
        public RequestTable table() {
            return TABLE;
        }
    }

    @Nested
    final class Journal implements JournalTableContract {
        private static final JournalTable TABLE =
                new DynamoDbJournalTable(CLIENT, LOCAL.createTable("JournalTable"), failure -> {
                    throw failure;
                });

        @Override
        public JournalTable table() {
            return TABLE;
        }

        @Test
        void whatCannotBeWrittenIsToldAndChangesNothingElse() {
            List<RuntimeException> failures = new ArrayList<>();
            var missing = new DynamoDbJournalTable(CLIENT, "no-such-table", failures::add);

            missing.write(List.of(JournalTableContract.entry(Samples.photoId(1), 1, "done")));

            assertThat(failures).hasSize(1);
        }
    }
}
