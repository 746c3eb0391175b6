package dev.darkroom.bench;

import java.util.Locale;

/// A way by which an event reaches a function.
enum EventPath {
    /// `PutObject`, then the bucket's notification and an asynchronous invocation.
    S3,
    /// `PutItem`, then the table's stream and its event source mapping.
    STREAM,
    /// `SendMessage`, then the queue and its event source mapping.
    QUEUE,
    /// `Invoke` with the type `Event`.
    ASYNCHRONOUS,
    /// A request to the HTTP API.
    HTTP;

    /// As it is called in measurements.
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
