package dev.darkroom.telemetry;

import dev.darkroom.model.PhotoId;

/// The facts that a log line may carry, all there are: nothing about a person has a name here, neither names nor user
/// ids, file names, titles, places, tokens or URLs, so that no line can hold any.
public enum Field {
    ATTEMPT("attempt"),
    BYTES("bytes"),
    CHUNK("chunk"),
    CHUNKS("chunks"),
    COLD_START("coldStart"),
    CONTENT_TYPE("contentType"),
    COUNT("count"),
    DURATION_MILLIS("durationMillis"),
    ERROR_CODE("errorCode"),
    HEIGHT("height"),
    HOP("hop"),
    KIND("kind"),
    MESSAGE_ID("messageId"),
    METHOD("method"),
    OBJECTS("objects"),
    OUTCOME("outcome"),
    PHOTO_ID("photoId"),
    READ_UNITS("readUnits"),
    REASON("reason"),
    REQUEST_ID("requestId"),
    REV("rev"),
    ROUTE("route"),
    ROWS("rows"),
    SEQUENCE_NUMBER("sequenceNumber"),
    STATE("state"),
    STATUS("status"),
    TABLE("table"),
    TRACE_ID("traceId"),
    USERS("users"),
    VISIBILITY("visibility"),
    WIDTH("width"),
    WRITE_UNITS("writeUnits");

    private final String key;

    Field(String key) {
        this.key = key;
    }

    String key() {
        return key;
    }

    public FieldValue of(String value) {
        return new FieldValue(this, value);
    }

    public FieldValue of(long value) {
        return new FieldValue(this, value);
    }

    public FieldValue of(double value) {
        return new FieldValue(this, value);
    }

    public FieldValue of(boolean value) {
        return new FieldValue(this, value);
    }

    public FieldValue of(Enum<?> value) {
        return new FieldValue(this, value.name());
    }

    public FieldValue of(PhotoId value) {
        return new FieldValue(this, value.value());
    }
}
