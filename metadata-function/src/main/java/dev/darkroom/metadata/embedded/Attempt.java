package dev.darkroom.metadata.embedded;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// One field of a file that may be damaged, or made to harm.
final class Attempt {
    private Attempt() {}

    /// What the call gives; empty where that is nothing, or where it fails, in whatever way. Parsers that recurse may
    /// run out of stack; out of memory they cannot run, as all that they are given is bounded.
    static <T> Optional<T> at(Callable<@Nullable T> field) {
        try {
            return Optional.ofNullable(field.call());
        } catch (Exception | StackOverflowError makesNoSense) {
            return Optional.empty();
        }
    }
}
