package dev.darkroom.localcloud;

/// A port is taken; the message names it.
public final class PortInUseException extends RuntimeException {
    private static final long serialVersionUID = 1;

    PortInUseException(String message, Throwable cause) {
        super(message, cause);
    }
}
