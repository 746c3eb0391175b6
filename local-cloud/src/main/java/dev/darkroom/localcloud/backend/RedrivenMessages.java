package dev.darkroom.localcloud.backend;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.h2.api.Trigger;

/// Takes a message off its queue's table when its dead-letter queue's table gets it. ElasticMQ 1.7 does so in memory
/// alone: without this the message is in both queues after a restart, and moving it back fails on its old row, after
/// which ElasticMQ writes no message of any queue any more.
///
/// H2 makes one for each trigger that [StoredMessages] creates. It works in the transaction that adds the row.
/// Source: <https://www.h2database.com/javadoc/org/h2/api/Trigger.html>
public final class RedrivenMessages implements Trigger {
    /// What a trigger's name begins with, before that of the queue's table.
    static final String PREFIX = "REDRIVEN_FROM_";

    private static final String ID = "MESSAGE_ID";

    private String schema = "";
    private String source = "";
    private int idColumn;

    @Override
    public void init(Connection connection, String inSchema, String trigger, String table, boolean before, int type)
            throws SQLException {
        schema = inSchema;
        source = trigger.substring(PREFIX.length());
        try (ResultSet column = connection.getMetaData().getColumns(null, schema, table, ID)) {
            column.next();
            idColumn = column.getInt("ORDINAL_POSITION") - 1;
        }
    }

    @Override
    public void fire(Connection connection, Object[] before, Object[] added) throws SQLException {
        if (!sourceExists(connection)) {
            return;
        }
        // A table's name cannot be a parameter; this one has letters, digits and underscores.
        String delete = "delete from " + source + " where " + ID + " = ?";
        try (PreparedStatement statement = connection.prepareStatement(delete)) {
            statement.setObject(1, added[idColumn]);
            statement.executeUpdate();
        }
    }

    /// Not where the queue was deleted by hand.
    private boolean sourceExists(Connection connection) throws SQLException {
        try (ResultSet found = connection.getMetaData().getTables(null, schema, source, null)) {
            return found.next();
        }
    }
}
