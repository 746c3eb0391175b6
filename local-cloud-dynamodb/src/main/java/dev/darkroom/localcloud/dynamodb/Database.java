package dev.darkroom.localcloud.dynamodb;

import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteException;
import java.nio.file.Path;
import java.util.List;

/// Indexes that DynamoDB Local lacks. With every call on a table that has a stream it asks for the oldest record of
/// that stream, and with every read of a shard for the oldest record of that shard; to find it, it reads through the
/// records of all streams: as many as a day brings.
final class StreamIndexes {
    static final String DATABASE = "shared-local-instance.db";

    private static final List<String> STATEMENTS = List.of(
            "CREATE INDEX IF NOT EXISTS streamRecords ON us (StreamID)",
            "CREATE INDEX IF NOT EXISTS shardRecords ON us (ShardID)");
    private static final int LOCK_WAIT_MILLIS = 5_000;

    private StreamIndexes() {}

    /// Makes those that are not there yet.
    ///
    /// @param folder of a DynamoDB Local that has opened its database, and answers nobody yet
    static void in(Path folder) throws SQLiteException {
        var database = new SQLiteConnection(folder.resolve(DATABASE).toFile());
        try {
            database.open(false);
            database.setBusyTimeout(LOCK_WAIT_MILLIS);
            for (String statement : STATEMENTS) {
                database.exec(statement);
            }
        } finally {
            database.dispose();
        }
    }
}
