package dev.darkroom.localcloud.dynamodb;

import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteException;
import com.almworks.sqlite4java.SQLiteJob;
import com.almworks.sqlite4java.SQLiteQueue;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;

/// The SQLite database of a DynamoDB Local, which has no options for it: it takes three times as long for a write
/// as it has to, and longer with every record in its streams.
final class Database {
    private static final List<String> STATEMENTS = List.of(
            // What is written survives the death of every process, which is what is promised, not that of the machine:
            // otherwise each write waits four times for the disk.
            // Source: <https://www.sqlite.org/pragma.html#pragma_synchronous>
            "PRAGMA synchronous = OFF",
            // Each write would make and delete the file that undoes it.
            "PRAGMA journal_mode = PERSIST",
            // In KiB, instead of 2 MiB, which a day's tables outgrow.
            "PRAGMA cache_size = -16384",
            // With every call on a table that has a stream it asks for that stream's oldest record, and with every read
            // of a shard for the shard's. It would read through the records of all streams: as many as a day brings.
            "CREATE INDEX IF NOT EXISTS streamRecords ON us (StreamID)",
            "CREATE INDEX IF NOT EXISTS shardRecords ON us (ShardID)");

    private Database() {}

    /// Sets it up; before anything is asked of it, as the first statements hold for its one connection only.
    ///
    /// @param requests has answered a request, and so opened its database
    /// @throws IllegalStateException where this release keeps its database elsewhere
    static void setUp(LocalDynamoDBRequestHandler requests) throws InterruptedException {
        Map<?, ?> databases = part(Map.class, requests, "dbRequestHandlers");
        for (Object database : databases.values()) {
            SQLiteQueue queue = part(SQLiteQueue.class, part(Object.class, database, "dbAccess"), "queue");
            try {
                queue.execute(new SetUp()).get();
            } catch (ExecutionException refused) {
                throw new IllegalStateException("DynamoDB Local's database cannot be set up", refused.getCause());
            }
        }
    }

    /// DynamoDB Local hands its connection to nobody.
    private static <T> T part(Class<T> type, Object whole, String name) {
        try {
            Field field = whole.getClass().getDeclaredField(name);
            field.setAccessible(true);
            return type.cast(field.get(whole));
        } catch (ReflectiveOperationException | ClassCastException changed) {
            throw new IllegalStateException(
                    "this release of DynamoDB Local has no " + name + " in " + whole.getClass(), changed);
        }
    }

    private static final class SetUp extends SQLiteJob<Void> {
        @Override
        protected Void job(SQLiteConnection connection) throws SQLiteException {
            for (String statement : STATEMENTS) {
                connection.exec(statement);
            }
            return null;
        }
    }
}
