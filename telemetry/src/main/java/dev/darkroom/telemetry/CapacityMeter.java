package dev.darkroom.telemetry;

import java.util.concurrent.atomic.DoubleAdder;

/// The read and write units that one execution environment has used of DynamoDB. It handles one event at a time: so
/// what was used since the last look belongs to the event at hand, on whichever threads. Safe for threads.
/// Source: <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode.html>
public final class CapacityMeter {
    private final DoubleAdder reads = new DoubleAdder();
    private final DoubleAdder writes = new DoubleAdder();

    public void addReads(double units) {
        reads.add(units);
    }

    public void addWrites(double units) {
        writes.add(units);
    }

    /// The log with what was used since the last time on its line.
    public Log on(Log log) {
        return log.with(Field.READ_UNITS.of(reads.sumThenReset()), Field.WRITE_UNITS.of(writes.sumThenReset()));
    }
}
