package dev.darkroom.localcloud.dynamodb;

import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteException;
import java.nio.file.Path;

/// An index that DynamoDB Local lacks. With every call on a table that has a stream it asks for the oldest record of
/// that stream, and reads through the records of all streams to find it: as many as a day brings.
final class StreamIndex {
    static final String DATABASE = "shared-local-instance.db";

    private static final String STATEMENT = "CREATE INDEX IF NOT EXISTS streamRecords ON us (StreamID)";
    private static final int LOCK_WAIT_MILLIS = 5_000;

    private StreamIndex() {}

    /// Makes the index, unless it is there already.
    ///
    /// @param folder of a DynamoDB Local that has opened its database, and answers nobody yet
    static void in(Path folder) throws SQLiteException {
        var database = new SQLiteConnection(folder.resolve(DATABASE).toFile());
        try {
            database.open(false);
            database.setBusyTimeout(LOCK_WAIT_MILLIS);
            database.exec(STATEMENT);
        } finally {
            database.dispose();
        }
    }
}
