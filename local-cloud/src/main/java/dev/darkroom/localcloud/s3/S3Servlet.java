package dev.darkroom.localcloud.s3;

import dev.darkroom.localcloud.endpoint.AwsEndpoint;
import dev.darkroom.localcloud.rights.ApiRequest;
import dev.darkroom.localcloud.rights.S3Rights;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jetty.io.EofException;
import org.gaul.s3proxy.BlobStoreLocator;
import org.gaul.s3proxy.CrossOriginResourceSharing;
import org.gaul.s3proxy.S3ErrorCode;
import org.gaul.s3proxy.S3ProxyHandler;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpResponse;

/// S3Proxy's protocol handler as a servlet of this process: signatures, checksums, conditions and XML are its work;
/// here its exceptions become answers.
final class S3Servlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final System.Logger LOG = System.getLogger(S3Servlet.class.getName());
    private static final long MAX_OBJECT_BYTES = 5L << 30;
    private static final long MAX_HASHED_BODY_BYTES = 128L << 20;
    private static final int MAX_CHUNK_BYTES = 16 << 20;
    private static final int PERMITTED_SKEW_SECONDS = 15 * 60;
    private static final List<String> HEADERS_OF_ERRORS =
            List.of("ETag", "x-amz-delete-marker", "x-amz-version-id", "Allow");

    private static final Map<S3ErrorCode, String> MESSAGES = Map.of(
            S3ErrorCode.BAD_DIGEST, "The Content-MD5 or checksum you specified did not match what was received.",
            S3ErrorCode.ACCESS_DENIED, "Access Denied",
            S3ErrorCode.NO_SUCH_KEY, "The specified key does not exist.",
            S3ErrorCode.METHOD_NOT_ALLOWED, "The specified method is not allowed against this resource.",
            S3ErrorCode.PRECONDITION_FAILED, "At least one of the pre-conditions you specified did not hold",
            S3ErrorCode.INVALID_RANGE, "The requested range is not satisfiable");

    private final transient Protocol protocol;

    S3Servlet(BlobStore store, BlobStoreLocator callers) {
        protocol = new Protocol(store);
        protocol.setBlobStoreLocator(callers);
    }

    /// Opens up what subclasses may use.
    private static final class Protocol extends S3ProxyHandler {
        Protocol(BlobStore store) {
            super(
                    store,
                    AuthenticationType.AWS_V4,
                    "nobody",
                    "none",
                    null,
                    MAX_OBJECT_BYTES,
                    MAX_HASHED_BODY_BYTES,
                    MAX_CHUNK_BYTES,
                    false,
                    CrossOriginResourceSharing.disabled(),
                    "",
                    PERMITTED_SKEW_SECONDS);
        }

        void refuse(HttpServletRequest request, HttpServletResponse response, S3ErrorCode code, String message)
                throws IOException {
            sendSimpleErrorResponse(request, response, code, message, Map.of());
        }

        void refuse(HttpServletRequest request, HttpServletResponse response, String code, int status, String message)
                throws IOException {
            sendSimpleErrorResponse(request, response, code, status, message, Map.of());
        }
    }

    @Override
    protected void service(HttpServletRequest original, HttpServletResponse response) throws IOException {
        var request = new QueryParameters(original);
        String caller = Objects.toString(original.getAttribute(AwsEndpoint.CALLER_ATTRIBUTE), "anonymous");
        var body = new RequestBody(original.getInputStream());
        try {
            try {
                ScopedValue.where(S3Request.CURRENT, S3Request.of(original, caller, response))
                        .where(CallerStores.NEEDED, S3Rights.needed(asked(original)))
                        .call(() -> {
                            protocol.doHandle(request, request, response, body, new S3ProxyHandler.RequestContext());
                            return null;
                        });
            } finally {
                body.drain();
            }
        } catch (AwsServiceException e) {
            refuse(request, response, e);
        } catch (IllegalArgumentException e) {
            protocol.refuse(request, response, S3ErrorCode.INVALID_ARGUMENT, Objects.toString(e.getMessage(), ""));
        } catch (UnsupportedOperationException e) {
            protocol.refuse(request, response, "NotImplemented", 501, Objects.toString(e.getMessage(), ""));
        } catch (RuntimeException e) {
            refuse(request, response, e);
        }
    }

    private static ApiRequest asked(HttpServletRequest request) {
        return new ApiRequest(
                request.getMethod(),
                request.getRequestURI(),
                Objects.requireNonNullElse(request.getQueryString(), ""),
                request::getHeader,
                new byte[0]);
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, RuntimeException failure)
            throws IOException {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AwsServiceException e) {
                refuse(request, response, e);
                return;
            }
            if (cause instanceof EofException) {
                // The client is gone, and with it whoever could read an answer.
                return;
            }
        }
        LOG.log(Level.ERROR, "S3 failed at " + request.getMethod() + " " + request.getRequestURI(), failure);
        if (!response.isCommitted()) {
            protocol.refuse(request, response, "InternalError", 500, "We encountered an internal error.");
        }
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, AwsServiceException refusal)
            throws IOException {
        SdkHttpResponse details = S3Exceptions.httpResponse(refusal);
        if (details != null) {
            for (String name : HEADERS_OF_ERRORS) {
                details.firstMatchingHeader(name).ifPresent(value -> response.setHeader(name, value));
            }
        }
        String code = S3Exceptions.errorCode(refusal);
        if (code != null) {
            String message = Objects.toString(refusal.awsErrorDetails().errorMessage(), "");
            protocol.refuse(request, response, code, refusal.statusCode(), message);
        } else if (refusal.statusCode() == 412 && isNotModified(request)) {
            response.setStatus(304);
        } else {
            refuseByStatus(request, response, refusal.statusCode());
        }
    }

    /// Reading under a condition that a cache would set answers 304, not 412.
    private static boolean isNotModified(HttpServletRequest request) {
        boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        return reads
                && request.getHeader("If-Match") == null
                && request.getHeader("If-Unmodified-Since") == null
                && (request.getHeader("If-None-Match") != null || request.getHeader("If-Modified-Since") != null);
    }

    private void refuseByStatus(HttpServletRequest request, HttpServletResponse response, int status)
            throws IOException {
        S3ErrorCode code = codeOf(status);
        if (code == null) {
            response.setStatus(status);
        } else {
            protocol.refuse(request, response, code, MESSAGES.getOrDefault(code, "The request was refused."));
        }
    }

    private static @Nullable S3ErrorCode codeOf(int status) {
        return switch (status) {
            case 400, 422 -> S3ErrorCode.BAD_DIGEST;
            case 403 -> S3ErrorCode.ACCESS_DENIED;
            case 404 -> S3ErrorCode.NO_SUCH_KEY;
            case 405 -> S3ErrorCode.METHOD_NOT_ALLOWED;
            case 412 -> S3ErrorCode.PRECONDITION_FAILED;
            case 416 -> S3ErrorCode.INVALID_RANGE;
            default -> null;
        };
    }
}
