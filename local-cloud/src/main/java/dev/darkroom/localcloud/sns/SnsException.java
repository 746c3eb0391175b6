package dev.darkroom.localcloud.sns;

/// A request that SNS refuses, with the error code that SDKs know.
/// Source: <https://docs.aws.amazon.com/sns/latest/api/CommonErrors.html>
final class SnsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    SnsException(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    static SnsException invalid(String message) {
        return new SnsException(400, "InvalidParameter", "Invalid parameter: " + message);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }
}
