package dev.darkroom.localcloud.lambda.runtime;

/// The Lambda service was closed before the function had answered; whether the function did its work is not known.
public final class ServiceClosedException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    public ServiceClosedException() {
        super("the Lambda service is closed");
    }
}
