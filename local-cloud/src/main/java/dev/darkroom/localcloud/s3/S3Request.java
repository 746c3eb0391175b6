package dev.darkroom.localcloud.s3;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// What an event notification says about the request that caused it, beyond the object.
///
/// @param method of HTTP
/// @param caller [dev.darkroom.localcloud.endpoint.Callers#ROOT], or a function's name
/// @param requestId the answer's `x-amz-request-id`, once S3Proxy has set it
/// @param hostId the answer's `x-amz-id-2`
/// @param traceHeader `X-Amzn-Trace-Id`, which S3 hands on to Lambda
record S3Request(
        String method,
        String caller,
        String sourceIpAddress,
        Supplier<String> requestId,
        String hostId,
        Optional<String> traceHeader) {
    static final String HOST_ID_HEADER = "x-amz-id-2";

    /// The request whose thread this is.
    static final ScopedValue<S3Request> CURRENT = ScopedValue.newInstance();

    /// For what happens without a request: a check after a crash.
    static final S3Request NONE =
            new S3Request("PUT", "root", "127.0.0.1", S3Request::newId, newId(), Optional.empty());

    static S3Request of(HttpServletRequest request, String caller, HttpServletResponse response) {
        String hostId = newId();
        response.setHeader(HOST_ID_HEADER, hostId);
        return new S3Request(
                request.getMethod(),
                caller,
                request.getRemoteAddr(),
                () -> Objects.requireNonNullElseGet(response.getHeader("x-amz-request-id"), S3Request::newId),
                hostId,
                Optional.ofNullable(request.getHeader("X-Amzn-Trace-Id")));
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }

    static S3Request current() {
        return CURRENT.orElse(NONE);
    }
}
