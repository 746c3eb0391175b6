package dev.darkroom.localcloud.backend;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// The messages that ElasticMQ has on disk: a table a queue. While this is open, so is the database.
final class StoredMessages implements AutoCloseable {
    private final Connection connection;

    private StoredMessages(Connection connection) {
        this.connection = connection;
    }

    /// @param database as ElasticMQ opens it
    /// @throws IllegalStateException where the file cannot be read
    static StoredMessages open(String database) {
        try {
            return new StoredMessages(DriverManager.getConnection(database, "", ""));
        } catch (SQLException e) {
            throw new IllegalStateException("the messages in " + database + " cannot be read", e);
        }
    }

    /// How many there are by queue; none for a queue that is new. ElasticMQ restores them at its own time after it has
    /// begun to answer, and a receive that waits by then is not told of them.
    ///
    /// @throws IllegalStateException where they cannot be read
    Map<String, Integer> count(Collection<String> queues) {
        Map<String, Integer> counts = new TreeMap<>();
        try {
            for (String queue : queues) {
                String table = table(queue);
                counts.put(queue, exists(table) ? count(table) : 0);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the messages of queues cannot be read", e);
        }
        return counts;
    }

    /// Has each message that goes to a dead-letter queue leave the queue it was in, also on disk. Repeating it changes
    /// nothing.
    ///
    /// @param deadLetterQueues by the queue whose messages they get; all of them exist
    /// @throws IllegalStateException where the file cannot be changed
    void keepInOneQueue(Map<String, String> deadLetterQueues) {
        try (Statement statement = connection.createStatement()) {
            for (Map.Entry<String, String> pair : deadLetterQueues.entrySet()) {
                statement.execute("create trigger if not exists %s%s after insert on %s for each row call '%s'"
                        .formatted(
                                RedrivenMessages.PREFIX,
                                table(pair.getKey()),
                                table(pair.getValue()),
                                RedrivenMessages.class.getName()));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the messages of queues cannot be kept in order", e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("the messages of queues cannot be closed", e);
        }
    }

    /// As ElasticMQ 1.7 names it.
    private static String table(String queue) {
        String name =
                "message_" + queue.replace('.', '_').replace('-', '_') + "_" + Integer.toHexString(queue.hashCode());
        return name.toUpperCase(Locale.ROOT);
    }

    private boolean exists(String table) throws SQLException {
        try (ResultSet found = connection.getMetaData().getTables(null, null, table, null)) {
            return found.next();
        }
    }

    private int count(String table) throws SQLException {
        // A table's name cannot be a parameter; this one has letters, digits and underscores.
        try (PreparedStatement query = connection.prepareStatement("select count(*) from " + table);
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }
}
