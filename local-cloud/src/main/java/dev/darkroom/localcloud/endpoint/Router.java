package dev.darkroom.localcloud.endpoint;

import dev.darkroom.localcloud.endpoint.SignatureVersion4.Verdict;
import dev.darkroom.localcloud.faults.Faults;
import dev.darkroom.localcloud.rights.ApiRequest;
import dev.darkroom.localcloud.rights.Denial;
import dev.darkroom.localcloud.rights.Rights;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Gives each request to the service that its credential scope names, once it is known who calls and that they may.
/// What is not signed
/// goes to S3, which alone has anonymous requests: preflights, and those it refuses.
final class Router extends Handler.Abstract {
    /// More than any service takes but S3: 16 MB in DynamoDB, 6 MB in Lambda, 1 MB in SQS.
    private static final int MAX_BODY_BYTES = 20 << 20;

    private static final String S3 = "s3";

    private final Callers callers;
    private final Rights rights;
    private final SignatureVersion4 signatures;
    private final Faults faults;
    private final Map<String, Service> services;
    private final Map<String, Handler> internal;

    /// @param verifies whether it checks signatures and rights itself
    record Service(Handler handler, boolean verifies) {}

    Router(
            Callers callers,
            Rights rights,
            SignatureVersion4 signatures,
            Faults faults,
            Map<String, Service> services,
            Map<String, Handler> internal) {
        this.callers = callers;
        this.rights = rights;
        this.signatures = signatures;
        this.faults = faults;
        this.services = Map.copyOf(services);
        this.internal = Map.copyOf(internal);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = request.getHttpURI().getPath();
        if (path != null && path.startsWith(AwsEndpoint.INTERNAL_PATH)) {
            Handler handler = internal.get(path);
            return handler != null && handler.handle(request, response, callback);
        }
        Optional<Credential> credential = Credential.of(request);
        String name = credential.map(Credential::service).orElse(S3);
        Service service = services.get(name);
        if (service == null) {
            Refusal.noSuchService(name).answer(name, request, response, callback);
            return true;
        }
        Optional<Caller> caller = credential.map(Credential::accessKeyId).flatMap(callers::byAccessKey);
        caller.ifPresent(known -> request.setAttribute(AwsEndpoint.CALLER_ATTRIBUTE, known.name()));
        if (service.verifies()) {
            List<String> unsigned =
                    credential.map(signed -> signed.unsignedHeaders(request)).orElse(List.of());
            if (!unsigned.isEmpty()) {
                Refusal.answerUnsignedHeaders(unsigned, response, callback);
                return true;
            }
            return (caller.isPresent() && fails(caller.get(), name, new byte[0], request, response, callback))
                    || service.handler().handle(request, response, callback);
        }
        if (credential.isEmpty() || caller.isEmpty()) {
            Refusal.unknownAccessKey().answer(name, request, response, callback);
            return true;
        }
        return verifyAndHandle(service, credential.get(), caller.get(), request, response, callback);
    }

    private boolean verifyAndHandle(
            Service service,
            Credential credential,
            Caller caller,
            Request request,
            Response response,
            Callback callback)
            throws Exception {
        byte[] body = read(request);
        if (body.length > MAX_BODY_BYTES) {
            Refusal.tooLarge(MAX_BODY_BYTES).answer(credential.service(), request, response, callback);
            return true;
        }
        // Only S3 takes signatures from the query here.
        Verdict verdict =
                credential.presigned() ? Verdict.MISMATCH : signatures.verify(request, body, credential, caller);
        switch (verdict) {
            case VALID -> {
                Optional<Denial> denial = refuse(credential.service(), caller, request, body);
                if (denial.isPresent()) {
                    Refusal.accessDenied(credential.service(), denial.get())
                            .answer(credential.service(), request, response, callback);
                    return true;
                }
                return fails(caller, credential.service(), body, request, response, callback)
                        || service.handler().handle(new BufferedRequest(request, body), response, callback);
            }
            case EXPIRED -> Refusal.signatureExpired().answer(credential.service(), request, response, callback);
            case MISMATCH -> Refusal.signatureMismatch().answer(credential.service(), request, response, callback);
        }
        return true;
    }

    /// Answers, and says that it has, where the call is to fail on purpose.
    private boolean fails(
            Caller caller, String service, byte[] body, Request request, Response response, Callback callback) {
        var fault = faults.of(
                caller.name(),
                service,
                () -> request.getHttpURI().getPathQuery() + " " + new String(body, StandardCharsets.UTF_8));
        fault.ifPresent(error -> Refusal.onPurpose(error).answer(service, request, response, callback));
        return fault.isPresent();
    }

    private Optional<Denial> refuse(String service, Caller caller, Request request, byte[] body) {
        var asked = new ApiRequest(
                request.getMethod(),
                request.getHttpURI().getPath(),
                Objects.requireNonNullElse(request.getHttpURI().getQuery(), ""),
                request.getHeaders()::get,
                body);
        return rights.refuse(caller.name(), rights.needed(service, asked));
    }

    private static byte[] read(Request request) throws IOException {
        try (var input = Content.Source.asInputStream(request)) {
            return input.readNBytes(MAX_BODY_BYTES + 1);
        }
    }
}
