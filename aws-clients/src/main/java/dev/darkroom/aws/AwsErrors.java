package dev.darkroom.aws;

import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/// What AWS calls a failure.
public final class AwsErrors {
    private AwsErrors() {}

    /// The error code of the AWS answer that is the failure or its cause, such as `AccessDenied`; empty where there
    /// is none. Unlike the message it quotes nobody, so that it may be logged.
    public static Optional<String> code(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AwsServiceException answer && answer.awsErrorDetails() != null) {
                return Optional.ofNullable(answer.awsErrorDetails().errorCode());
            }
        }
        return Optional.empty();
    }
}
