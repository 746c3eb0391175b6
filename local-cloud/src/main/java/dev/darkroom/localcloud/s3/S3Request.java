package dev.darkroom.localcloud.s3;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/// What an event notification says about the request that caused it, beyond the object.
///
/// @param method of HTTP
/// @param caller [dev.darkroom.localcloud.endpoint.Callers#ROOT], or a function's name
/// @param traceHeader `X-Amzn-Trace-Id`, which S3 hands on to Lambda
record S3Request(String method, String caller, String sourceIpAddress, String requestId, Optional<String> traceHeader) {
    /// The request whose thread this is.
    static final ScopedValue<S3Request> CURRENT = ScopedValue.newInstance();

    /// For what happens without a request: a check after a crash.
    static final S3Request NONE =
            new S3Request("PUT", "root", "127.0.0.1", UUID.randomUUID().toString(), Optional.empty());

    static S3Request of(HttpServletRequest request, String caller, HttpServletResponse response) {
        String requestId = response.getHeader("x-amz-request-id");
        return new S3Request(
                request.getMethod(),
                caller,
                request.getRemoteAddr(),
                Objects.requireNonNullElseGet(requestId, () -> UUID.randomUUID().toString()),
                Optional.ofNullable(request.getHeader("X-Amzn-Trace-Id")));
    }

    static S3Request current() {
        return CURRENT.orElse(NONE);
    }
}
