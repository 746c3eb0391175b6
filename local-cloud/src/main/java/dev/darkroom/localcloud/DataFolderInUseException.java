package dev.darkroom.localcloud;

/// Another cloud runs on the same data, or the folder cannot be used; the message says which.
public final class DataFolderInUseException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DataFolderInUseException(String message) {
        super(message);
    }
}
