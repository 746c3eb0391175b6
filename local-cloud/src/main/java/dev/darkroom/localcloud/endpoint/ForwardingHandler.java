package dev.darkroom.localcloud.endpoint;

import dev.darkroom.localcloud.backend.Backend;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.CompletableResponseListener;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Passes a request on to a backend as it came, Host header included, and the answer back.
final class ForwardingHandler extends Handler.Abstract {
    private static final Set<HttpHeader> OF_ONE_CONNECTION = EnumSet.of(
            HttpHeader.CONNECTION,
            HttpHeader.KEEP_ALIVE,
            HttpHeader.TRANSFER_ENCODING,
            HttpHeader.CONTENT_LENGTH,
            HttpHeader.EXPECT,
            HttpHeader.UPGRADE);
    /// A BatchGetItem answers with up to 16 MB, as JSON.
    private static final int MAX_RESPONSE_BYTES = 64 << 20;

    private static final int TIMEOUT_SECONDS = 60;

    private final HttpClient client;
    private final Backend backend;
    private final ForwardObserver observer;

    ForwardingHandler(HttpClient client, Backend backend, ForwardObserver observer) {
        this.client = client;
        this.backend = backend;
        this.observer = observer;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        try {
            ContentResponse answer = forward(request);
            response.setStatus(answer.getStatus());
            copy(answer.getHeaders(), response.getHeaders());
            response.write(true, ByteBuffer.wrap(answer.getContent()), callback);
        } catch (ExecutionException | TimeoutException e) {
            Refusal.unavailable(backend.signingName()).answer(backend.signingName(), request, response, callback);
        }
        return true;
    }

    private ContentResponse forward(Request request)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        byte[] body = request instanceof BufferedRequest buffered
                ? buffered.body()
                : Content.Source.asInputStream(request).readAllBytes();
        var onward = client.newRequest(
                        backend.uri().resolve(request.getHttpURI().getPathQuery()))
                .method(request.getMethod())
                .headers(headers -> {
                    headers.clear();
                    copy(request.getHeaders(), headers);
                })
                .body(new BytesRequestContent(body));
        ContentResponse answer = new CompletableResponseListener(onward, MAX_RESPONSE_BYTES)
                .send()
                .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        observer.answered(Objects.requireNonNullElse(request.getHeaders().get("X-Amz-Target"), ""), body);
        return answer;
    }

    private static void copy(HttpFields from, HttpFields.Mutable to) {
        for (HttpField field : from) {
            if (field.getHeader() == null || !OF_ONE_CONNECTION.contains(field.getHeader())) {
                to.add(field);
            }
        }
    }
}
