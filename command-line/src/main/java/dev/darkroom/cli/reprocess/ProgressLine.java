package dev.darkroom.cli.reprocess;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// How far a run is, in one line that is written anew on a terminal, and every ten seconds in a log. Used by one
/// thread at a time.
public final class ProgressLine implements Consumer<Tally> {
    private static final long ON_A_TERMINAL_NANOS = Duration.ofMillis(200).toNanos();
    private static final long IN_A_LOG_NANOS = Duration.ofSeconds(10).toNanos();
    private static final String START_ANEW = "\r\033[K";

    private final PrintWriter out;
    private final boolean terminal;
    private final long total;
    private final LongSupplier nanoTime;
    private final long began;
    private long told;
    private boolean open;

    /// A run that begins now.
    ///
    /// @param total how many photos were found
    /// @param nanoTime such as `System::nanoTime`
    public ProgressLine(PrintWriter out, boolean terminal, long total, LongSupplier nanoTime) {
        this.out = out;
        this.terminal = terminal;
        this.total = total;
        this.nanoTime = nanoTime;
        this.began = nanoTime.getAsLong();
        this.told = began;
    }

    @Override
    public void accept(Tally tally) {
        long now = nanoTime.getAsLong();
        if (now - told < (terminal ? ON_A_TERMINAL_NANOS : IN_A_LOG_NANOS)) {
            return;
        }
        told = now;
        if (terminal) {
            out.print(START_ANEW + text(tally, now - began));
            out.flush();
            open = true;
        } else {
            out.println(text(tally, now - began));
        }
    }

    /// Takes the line off the terminal.
    public void end() {
        if (open) {
            out.print(START_ANEW);
            out.flush();
        }
    }

    private String text(Tally tally, long nanos) {
        long handled = tally.handled();
        long left = Math.max(0, total - handled);
        String problems = tally.problems() == 0 ? "" : String.format(Locale.ROOT, ", %,d not made", tally.problems());
        return String.format(
                Locale.ROOT,
                "%,d of %,d (%d %%), %.1f a second, %s left%s",
                handled,
                total,
                total == 0 ? 100 : Math.min(100, handled * 100 / total),
                handled * 1e9 / nanos,
                Figures.of(Duration.ofNanos((long) ((double) nanos / handled * left))),
                problems);
    }
}
