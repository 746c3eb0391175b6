package dev.darkroom.tables;

import dev.darkroom.model.JournalEntry;
import dev.darkroom.model.PhotoId;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// The Journal table's twin, safe for threads.
public final class InMemoryJournalTable implements JournalTable {
    private final Map<PhotoId, NavigableMap<String, JournalEntry>> rows = new HashMap<>();

    @Override
    public synchronized void write(Collection<JournalEntry> entries) {
        entries.forEach(entry ->
                rows.computeIfAbsent(entry.photoId(), _ -> new TreeMap<>()).put(entry.entry(), stored(entry)));
    }

    @Override
    public synchronized List<JournalEntry> read(PhotoId photoId) {
        return List.copyOf(rows.getOrDefault(photoId, new TreeMap<>()).values());
    }

    private static JournalEntry stored(JournalEntry entry) {
        return new JournalEntry(
                entry.photoId(),
                entry.hop(),
                entry.attempt(),
                Precision.stored(entry.startedAt()),
                entry.duration().truncatedTo(ChronoUnit.MILLIS),
                entry.outcome(),
                entry.requestId(),
                entry.coldStart());
    }
}
