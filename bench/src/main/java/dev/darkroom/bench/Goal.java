package dev.darkroom.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/// What a measurement should come to. All goals stand in one committed file, `goals.json`; code only fills in values.
///
/// @param bench which measurement run it belongs to
/// @param what what is measured, in words
public record Goal(String bench, String name, String unit, double goal, Better better, String what) {
    /// Which way a value is good.
    public enum Better {
        @JsonProperty("lower")
        LOWER,
        @JsonProperty("higher")
        HIGHER
    }

    /// Whether a value reaches the goal; the goal itself does.
    public boolean isMetBy(double value) {
        return switch (better) {
            case LOWER -> value <= goal;
            case HIGHER -> value >= goal;
        };
    }

    /// The committed goals.
    public static List<Goal> all() {
        try (var file = Objects.requireNonNull(Goal.class.getResourceAsStream("goals.json"))) {
            return new ObjectMapper().readValue(file, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException("goals.json cannot be read", e);
        }
    }
}
