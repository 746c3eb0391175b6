package dev.darkroom.e2e.crash;

import java.time.Duration;
import java.util.SplittableRandom;

/// One crash of a sequence: who dies, and when.
///
/// @param nth how many of the moments to wait for
/// @param after from the last of them to the kill
/// @param pick which one, of those that could die
/// @param atOnce whether a cloud is started again before its children are gone
record Crash(int round, Victim victim, Moment moment, int nth, Duration after, int pick, boolean atOnce) {
    private static final int MAX_NTH = 3;
    private static final double LONGEST_AFTER_A_PUT_MICROS = 1e6;
    private static final long LONGEST_AFTER_A_START_MICROS = 3_000_000;

    enum Victim {
        CLOUD,
        DYNAMODB,
        FUNCTION
    }

    /// What the kill is timed by.
    enum Moment {
        PUT_SENT,
        PUT_ANSWERED,
        /// The victim, killed before, is being started again.
        STARTED
    }

    /// The crash of a round, by the seed alone.
    static Crash of(long seed, int round) {
        var random = new SplittableRandom(seed);
        for (int skipped = 0; skipped < round; skipped++) {
            random = random.split();
        }
        Victim victim = victim(random.nextInt(10));
        Moment moment = moment(victim, random.nextInt(10));
        int nth = 1 + random.nextInt(MAX_NTH);
        long micros = moment == Moment.STARTED
                ? random.nextLong(LONGEST_AFTER_A_START_MICROS)
                // As many within a tenth of a millisecond as in the tenths of a second that photos are on their way.
                : (long) Math.pow(LONGEST_AFTER_A_PUT_MICROS, random.nextDouble()) - 1;
        return new Crash(
                round,
                victim,
                moment,
                nth,
                Duration.ofNanos(micros * 1_000),
                random.nextInt(Integer.MAX_VALUE),
                random.nextBoolean());
    }

    /// Functions' processes are the most, and the death of one is over soonest.
    private static Victim victim(int tenth) {
        if (tenth < 3) {
            return Victim.CLOUD;
        }
        return tenth < 5 ? Victim.DYNAMODB : Victim.FUNCTION;
    }

    private static Moment moment(Victim victim, int tenth) {
        if (tenth < 2 && victim != Victim.FUNCTION) {
            return Moment.STARTED;
        }
        return tenth < 6 ? Moment.PUT_SENT : Moment.PUT_ANSWERED;
    }
}
