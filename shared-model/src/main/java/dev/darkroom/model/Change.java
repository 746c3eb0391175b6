package dev.darkroom.model;

import java.util.Optional;

/// What an edit does to one value that may be there or not.
public sealed interface Change<T> {
    /// Leaves it as it is.
    record Keep<T>() implements Change<T> {}

    record Remove<T>() implements Change<T> {}

    record Set<T>(T value) implements Change<T> {}

    /// What becomes of a value.
    default Optional<T> of(Optional<T> before) {
        return switch (this) {
            case Keep<T>() -> before;
            case Remove<T>() -> Optional.empty();
            case Set<T>(T value) -> Optional.of(value);
        };
    }
}
