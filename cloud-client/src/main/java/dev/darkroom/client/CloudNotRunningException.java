package dev.darkroom.client;

/// There is no running cloud where one was looked for; the message says where.
public final class CloudNotRunningException extends RuntimeException {
    private static final long serialVersionUID = 1;

    CloudNotRunningException(String message) {
        super(message);
    }
}
