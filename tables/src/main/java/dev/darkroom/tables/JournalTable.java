package dev.darkroom.tables;

import dev.darkroom.model.JournalEntry;
import dev.darkroom.model.PhotoId;
import java.util.Collection;
import java.util.List;

/// The Journal table. Best effort: a failure to write is logged once and changes nothing else.
public interface JournalTable {
    /// Writes entries; the same entry again replaces itself. Never throws for what the table does.
    void write(Collection<JournalEntry> entries);

    /// A photo's entries, oldest first.
    List<JournalEntry> read(PhotoId photoId);
}
