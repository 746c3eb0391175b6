package dev.darkroom.localcloud.lambda.runtime;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/// The errors that Lambda itself reports, where the function could not.
final class RuntimeErrors {
    static final String EXIT_ERROR = "Runtime.ExitError";
    static final String TIMED_OUT = "Sandbox.Timedout";

    /// What a process's exit status adds to the number of the signal that ended it.
    private static final int SIGNALLED = 128;

    private static final int SIGABRT = 6;
    private static final int SIGKILL = 9;
    private static final int SIGSEGV = 11;
    private static final int SIGTERM = 15;

    private RuntimeErrors() {}

    static String timedOut(Duration timeout) {
        return String.format(Locale.ROOT, "Task timed out after %.2f seconds", timeout.toMillis() / 1000.0);
    }

    static String exited(int status) {
        return switch (status) {
            case 0 -> "Runtime exited without providing a reason";
            case SIGNALLED + SIGABRT -> "Runtime exited with error: signal: aborted";
            case SIGNALLED + SIGKILL -> "Runtime exited with error: signal: killed";
            case SIGNALLED + SIGSEGV -> "Runtime exited with error: signal: segmentation fault";
            case SIGNALLED + SIGTERM -> "Runtime exited with error: signal: terminated";
            default -> "Runtime exited with error: exit status " + status;
        };
    }

    static byte[] timedOutBody(String requestId, Duration timeout) {
        return body(TIMED_OUT, "RequestId: " + requestId + " Error: " + timedOut(timeout));
    }

    static byte[] exitedBody(String requestId, int status) {
        return body(EXIT_ERROR, "RequestId: " + requestId + " Error: " + exited(status));
    }

    static byte[] responseTooLargeBody(int limitBytes) {
        return body(
                "Function.ResponseSizeTooLarge",
                "Response payload size exceeded maximum allowed payload size (" + limitBytes + " bytes).");
    }

    private static byte[] body(String type, String message) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("errorType", type)
                .put("errorMessage", message)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }
}
