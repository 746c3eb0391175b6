package dev.darkroom.cli.reprocess;

import dev.darkroom.model.PhotoKey;
import java.util.List;

/// What a run has come to.
///
/// @param problems the first photos that were refused or failed, at most [#KEPT]
public record Report(Ending ending, Tally tally, List<Problem> problems) {
    /// So that a run over any number of photos fits into little memory.
    static final int KEPT = 100;

    public Report {
        problems = List.copyOf(problems);
    }

    /// Why it ended.
    public enum Ending {
        /// Every photo that there was has been handled.
        FINISHED,
        /// It was asked to stop.
        STOPPED,
        /// So many photos failed in a row that something else must be wrong.
        GAVE_UP
    }

    /// A photo that was not made.
    public record Problem(PhotoKey photo, String why) {}
}
