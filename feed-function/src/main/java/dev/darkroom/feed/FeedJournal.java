package dev.darkroom.feed;

import dev.darkroom.model.FanOutMessage;
import dev.darkroom.model.JournalEntry;
import dev.darkroom.model.PhotoId;
import dev.darkroom.tables.JournalTable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What feed-function writes into the journals of photos.
final class FeedJournal {
    private final JournalTable journal;
    private final Clock clock;

    FeedJournal(JournalTable journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /// The stream's hop is over.
    void fed(PhotoId photoId, Instant startedAt, String outcome, Invocation invocation) {
        journal.write(List.of(entry(photoId, "feed", startedAt, outcome, invocation)));
    }

    /// These chunks are in the queue: each has to be followed by a `done`.
    void intended(List<FanOutMessage.Audience> chunks, Invocation invocation) {
        Instant now = clock.instant();
        journal.write(chunks.stream()
                .map(chunk -> entry(chunk.photoId(), hop(chunk), now, "intended", invocation))
                .toList());
    }

    /// A chunk is done.
    void done(FanOutMessage.Audience chunk, Instant startedAt, String outcome, Invocation invocation) {
        journal.write(List.of(entry(chunk.photoId(), hop(chunk), startedAt, "done: " + outcome, invocation)));
    }

    /// Chunks are hops of their own, as entries of one hop and time would replace each other.
    private static String hop(FanOutMessage.Audience chunk) {
        return "fan-out " + chunk.chunk() + "/" + chunk.chunks();
    }

    private JournalEntry entry(PhotoId photoId, String hop, Instant startedAt, String outcome, Invocation invocation) {
        return new JournalEntry(
                photoId,
                hop,
                invocation.attempt(),
                startedAt,
                Duration.between(startedAt, clock.instant()),
                outcome,
                invocation.requestId(),
                invocation.coldStart());
    }
}
