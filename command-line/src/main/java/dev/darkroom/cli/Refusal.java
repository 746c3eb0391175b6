package dev.darkroom.cli;

/// Why a command stops, in one line for the person who gave it.
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ExitStatus status;

    Refusal(ExitStatus status, String message) {
        super(message);
        this.status = status;
    }

    ExitStatus status() {
        return status;
    }
}
