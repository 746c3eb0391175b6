package dev.darkroom.localcloud.faults;

/// What becomes of a delivery.
public enum Fate {
    /// What is usual.
    ONCE,
    /// The function is invoked twice with the event, one time after the other.
    TWICE,
    /// The function fails without having seen the event.
    FAILS_BEFORE,
    /// The function does its work, and is said to have failed.
    FAILS_AFTER,
    /// The event is queued twice, and perhaps worked on twice at the same time.
    NOTIFIED_TWICE
}
