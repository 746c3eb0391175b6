package dev.darkroom.thumbnail;

import dev.darkroom.model.Manifest;

/// What became of an original that arrived.
sealed interface Outcome {
    /// Its manifest is written, READY or REJECTED.
    record Recorded(Manifest manifest) implements Outcome {}

    /// It was deleted meanwhile; nothing is written.
    record Missing() implements Outcome {}

    /// Another has taken its place; nothing is written.
    record Changed() implements Outcome {}
}
