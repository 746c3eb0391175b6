package dev.darkroom.telemetry;

/// What is measured. CloudWatch shows each under namespace `Darkroom`, by function.
public enum Metric {
    /// From the upload's intent until its photo is READY.
    UPLOAD_TO_READY("UploadToReady", "Milliseconds"),
    /// From the upload's intent until a photo's first rows are in feeds; where fan-out chunks write them, one value a
    /// chunk, and the greatest is the last row's.
    UPLOAD_TO_FEED_ROWS("UploadToFeedRows", "Milliseconds"),
    PHOTOS_REJECTED("PhotosRejected", "Count"),
    FEED_ROWS_WRITTEN("FeedRowsWritten", "Count"),
    FEED_ROWS_DELETED("FeedRowsDeleted", "Count"),
    FAN_OUT_CHUNKS("FanOutChunks", "Count"),
    OBJECTS_DELETED("ObjectsDeleted", "Count");

    private final String label;
    private final String unit;

    Metric(String label, String unit) {
        this.label = label;
        this.unit = unit;
    }

    String label() {
        return label;
    }

    String unit() {
        return unit;
    }
}
