package dev.darkroom.model;

/// Where a photo is in its life: PENDING, then READY or REJECTED, and DELETED in the end.
public enum PhotoState {
    /// Announced; its original is not there yet, or not yet worked on.
    PENDING,
    /// All its renditions exist.
    READY,
    /// Its original is not something Darkroom can show; the reason says why.
    REJECTED,
    /// A tombstone. Final: nothing brings the photo back.
    DELETED
}
