package dev.darkroom.http;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Part of a list. A page may be shorter than asked for, even empty: only a missing `next` is the end.
///
/// @param next the cursor that asks for the following page; null at the end
public record Page<T>(List<T> items, @Nullable String next) {
    public Page {
        items = List.copyOf(items);
    }

    public static <T> Page<T> of(List<T> items, Optional<String> next) {
        return new Page<>(items, next.orElse(null));
    }
}
