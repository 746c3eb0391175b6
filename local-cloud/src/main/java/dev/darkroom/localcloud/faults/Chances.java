package dev.darkroom.localcloud.faults;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;

/// How often deliveries go wrong by themselves. Which ones do is a hash of the seed, the event and the attempt, never
/// of the time: an attempt that is made again meets the same fault.
///
/// @param twice the part, 0 to 1, of notifications and invocations that happen twice
/// @param failsBefore the part of invocations that fail before the function has seen the event
/// @param failsAfter the part that fail when the function has done its work, so that it gets the event again
/// @param failingAttempts only so many first attempts at an event fail; with fewer than the template has, all get
///     through in the end
public record Chances(long seed, double twice, double failsBefore, double failsAfter, int failingAttempts) {
    /// Nothing goes wrong.
    public static final Chances NONE = new Chances(0, 0, 0, 0, 0);

    public Chances {
        if (twice < 0 || failsBefore < 0 || failsAfter < 0 || twice + failsBefore + failsAfter > 1) {
            throw new IllegalArgumentException("parts are 0 or more, and 1 or less together");
        }
    }

    /// What becomes of an attempt.
    Fate invocation(String functionName, byte[] event, int attempt) {
        double roll = roll(functionName, event, attempt);
        if (roll < twice) {
            return Fate.TWICE;
        }
        if (attempt > failingAttempts || roll >= twice + failsBefore + failsAfter) {
            return Fate.ONCE;
        }
        return roll < twice + failsBefore ? Fate.FAILS_BEFORE : Fate.FAILS_AFTER;
    }

    /// What becomes of a notification.
    Fate notification(String functionName, byte[] event) {
        return roll(functionName, event, 0) < twice ? Fate.NOTIFIED_TWICE : Fate.ONCE;
    }

    private double roll(String functionName, byte[] event, int attempt) {
        var hash = new CRC32C();
        hash.update((seed + " " + attempt + " " + functionName).getBytes(StandardCharsets.UTF_8));
        hash.update(event);
        return new SplittableRandom(hash.getValue()).nextDouble();
    }
}
