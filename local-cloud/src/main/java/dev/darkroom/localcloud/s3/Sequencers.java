package dev.darkroom.localcloud.s3;

import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/// Hands out the `sequencer` of event notifications: 18 hexadecimal digits, each greater than all before, also than
/// those of earlier processes as long as it is told the highest of them.
///
/// They follow the clock, so that a log lost with its folder does not take the order with it.
final class Sequencers {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final int FRACTION_BITS = 8;

    private final AtomicLong last;

    Sequencers(long highestBefore) {
        last = new AtomicLong(highestBefore);
    }

    /// The next one.
    long next() {
        long byClock = System.currentTimeMillis() << FRACTION_BITS;
        return last.updateAndGet(previous -> Math.max(previous + 1, byClock));
    }

    /// The highest so far.
    long last() {
        return last.get();
    }

    /// When, by the clock of its time, a sequencer was handed out at the latest.
    static Instant timeOf(long sequencer) {
        return Instant.ofEpochMilli(sequencer >> FRACTION_BITS);
    }

    static String toText(long sequencer) {
        return "00" + HEX.toHexDigits(sequencer);
    }
}
