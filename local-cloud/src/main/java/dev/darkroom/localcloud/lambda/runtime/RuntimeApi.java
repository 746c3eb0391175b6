package dev.darkroom.localcloud.lambda.runtime;

import dev.darkroom.localcloud.lambda.InvocationContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/// The Lambda runtime API for all environments, on one loopback port: the first part of the path names the environment.
/// Source: Using the Lambda runtime API, <https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html>
final class RuntimeApi implements AutoCloseable {
    /// Of a response, as Lambda counts it: 6 MB and a little.
    static final int RESPONSE_LIMIT_BYTES = 6_291_556;

    /// An environment's stack traces travel in a header of up to 1 MB.
    private static final int HEADER_LIMIT_BYTES = 2 << 20;

    /// An environment, as its runtime client sees it.
    interface Environment {
        /// The client asks for an event; it is answered when there is one.
        void awaits(Delivery delivery);

        /// The function returned.
        ///
        /// @param response longer than [#RESPONSE_LIMIT_BYTES] where it is too large
        void responded(String requestId, byte[] response);

        /// The function threw.
        void failed(String requestId, byte[] error);

        /// The function could not be loaded.
        void failedToInitialize(byte[] error);
    }

    /// A request for an event, waiting.
    record Delivery(Response response, Callback callback) {
        void send(byte[] event, InvocationContext context, String functionArn, long deadlineEpochMillis) {
            var headers = response.getHeaders();
            headers.put(HttpHeader.CONTENT_TYPE, "application/json");
            headers.put("Lambda-Runtime-Aws-Request-Id", context.requestId());
            headers.put("Lambda-Runtime-Invoked-Function-Arn", functionArn);
            headers.put("Lambda-Runtime-Deadline-Ms", deadlineEpochMillis);
            context.traceHeader().ifPresent(trace -> headers.put("Lambda-Runtime-Trace-Id", trace));
            context.clientContext().ifPresent(client -> headers.put("Lambda-Runtime-Client-Context", client));
            response.write(true, ByteBuffer.wrap(event), callback);
        }
    }

    private final Map<String, Environment> environments = new ConcurrentHashMap<>();
    private final Server server = new Server(new VirtualThreadPool());
    private final int port;

    RuntimeApi() throws IOException {
        var http = new HttpConfiguration();
        http.setRequestHeaderSize(HEADER_LIMIT_BYTES);
        http.setSendServerVersion(false);
        http.setSendDateHeader(false);
        var connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        // An environment may wait for its next event for as long as it lives.
        connector.setIdleTimeout(0);
        server.addConnector(connector);
        server.setHandler(new Routes());
        try {
            server.start();
        } catch (Exception e) {
            throw new IOException("the Lambda runtime API cannot listen", e);
        }
        port = connector.getLocalPort();
    }

    /// Serves an environment under this id.
    ///
    /// @return its `AWS_LAMBDA_RUNTIME_API`
    String serve(String id, Environment environment) {
        environments.put(id, environment);
        return "127.0.0.1:" + port + "/" + id;
    }

    void forget(String id) {
        environments.remove(id);
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new UncheckedIOException(new IOException("the Lambda runtime API cannot be stopped", e));
        }
    }

    private final class Routes extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            // "", environment, "2018-06-01", "runtime", then the operation
            var path = Arrays.asList(Request.getPathInContext(request).split("/", -1));
            var environment = path.size() < 6 ? null : environments.get(path.get(1));
            if (environment == null) {
                Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
                return true;
            }
            var operation = path.subList(4, path.size());
            if (operation.equals(List.of("invocation", "next"))) {
                environment.awaits(new Delivery(response, callback));
            } else if (operation.equals(List.of("init", "error"))) {
                environment.failedToInitialize(body(request));
                accept(response, callback);
            } else if (operation.getLast().equals("response")) {
                environment.responded(operation.get(1), body(request));
                accept(response, callback);
            } else if (operation.getLast().equals("error")) {
                environment.failed(operation.get(1), body(request));
                accept(response, callback);
            } else {
                Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
            }
            return true;
        }

        private static byte[] body(Request request) throws IOException {
            try (var body = Content.Source.asInputStream(request)) {
                byte[] bytes = body.readNBytes(RESPONSE_LIMIT_BYTES + 1);
                body.skip(Long.MAX_VALUE);
                return bytes;
            }
        }

        private static void accept(Response response, Callback callback) {
            response.setStatus(HttpStatus.ACCEPTED_202);
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
            Content.Sink.write(response, true, "{\"status\":\"OK\"}\n", callback);
        }
    }
}
