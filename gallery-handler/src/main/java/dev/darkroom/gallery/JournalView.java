package dev.darkroom.gallery;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.darkroom.model.JournalEntry;
import dev.darkroom.model.Photo;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One line of a photo's journal.
///
/// @param requestId of the hop's invocation, by which the log has it; missing for the intent
@JsonInclude(JsonInclude.Include.NON_NULL)
record JournalView(
        String hop,
        int attempt,
        Instant startedAt,
        long durationMillis,
        String outcome,
        @Nullable String requestId,
        boolean coldStart) {
    static JournalView of(JournalEntry entry) {
        return new JournalView(
                entry.hop(),
                entry.attempt(),
                entry.startedAt(),
                entry.duration().toMillis(),
                entry.outcome(),
                entry.requestId(),
                entry.coldStart());
    }

    /// The line that every journal begins with; the photo itself has kept it.
    static JournalView ofIntent(Photo photo) {
        return new JournalView("intent", 1, photo.createdAt(), 0, "PENDING", null, false);
    }
}
