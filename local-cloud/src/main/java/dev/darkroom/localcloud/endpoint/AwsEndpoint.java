package dev.darkroom.localcloud.endpoint;

import dev.darkroom.localcloud.backend.Backend;
import dev.darkroom.localcloud.faults.Faults;
import dev.darkroom.localcloud.rights.Rights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// The one address of the local cloud for all AWS traffic, on loopback.
///
/// Requests are routed by the service in their credential scope. Their signatures and their callers' rights are
/// checked here, except for S3, which checks its own. A service learns who calls from the request attribute
/// [#CALLER_ATTRIBUTE].
public final class AwsEndpoint implements AutoCloseable {
    /// Holds [Callers#ROOT], or the calling function's name.
    public static final String CALLER_ATTRIBUTE = "dev.darkroom.caller";

    /// Where handlers that are no AWS services answer; no bucket can have such a name.
    public static final String INTERNAL_PATH = "/_darkroom/";

    private static final String LOOPBACK = "127.0.0.1";
    private static final int MAX_THREADS = 16;
    private static final int MIN_THREADS = 4;
    private static final int REQUEST_HEADER_BYTES = 32 << 10;
    private static final int MAX_CONNECTIONS_PER_BACKEND = 1024;
    /// A function may run for 15 minutes while its caller waits.
    private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(16);

    private final Server server;
    private final ServerConnector connector;
    private final HttpClient client;
    private final Map<String, Router.Service> services = new HashMap<>();
    private final Map<String, Handler> internal = new HashMap<>();
    private Faults faults = new Faults();

    private AwsEndpoint(Server server, ServerConnector connector, HttpClient client) {
        this.server = server;
        this.connector = connector;
        this.client = client;
    }

    /// Takes the port, so that [#uri] is known, and answers nothing yet.
    ///
    /// @param port 0 for any free one
    /// @throws UncheckedIOException where the port is in use
    public static AwsEndpoint open(int port) {
        var threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
        threads.setName("aws-endpoint");
        threads.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("aws-"));
        var server = new Server(threads);
        var connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(httpConfiguration()));
        connector.setHost(LOOPBACK);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_TIMEOUT.toMillis());
        server.addConnector(connector);
        try {
            connector.open();
        } catch (IOException e) {
            throw new UncheckedIOException("port " + port + " is in use", e);
        }
        return new AwsEndpoint(server, connector, client(threads));
    }

    private static HttpConfiguration httpConfiguration() {
        var configuration = new HttpConfiguration();
        // Object keys hold what other URLs may not, and signatures cover header names and paths as they were sent.
        configuration.setHttpCompliance(HttpCompliance.LEGACY);
        configuration.setUriCompliance(UriCompliance.LEGACY);
        configuration.setHeaderCacheCaseSensitive(true);
        configuration.setRequestHeaderSize(REQUEST_HEADER_BYTES);
        configuration.setSendServerVersion(false);
        return configuration;
    }

    private static HttpClient client(QueuedThreadPool threads) {
        var connector = new ClientConnector();
        connector.setSelectors(1);
        connector.setExecutor(threads);
        var client = new HttpClient(new HttpClientTransportOverHTTP(connector));
        client.setExecutor(threads);
        client.setUserAgentField(null);
        client.setFollowRedirects(false);
        client.setMaxConnectionsPerDestination(MAX_CONNECTIONS_PER_BACKEND);
        client.setIdleTimeout(TimeUnit.MINUTES.toMillis(1));
        return client;
    }

    /// Where clients find it: `http://127.0.0.1:PORT`. By an address, because SDKs then put the bucket in the path.
    public URI uri() {
        return URI.create("http://" + LOOPBACK + ":" + connector.getLocalPort());
    }

    /// Has `handler` answer a service's requests, signatures checked and bodies read. Before [#start] only.
    public AwsEndpoint mount(String signingName, Handler handler) {
        services.put(signingName, new Router.Service(handler, false));
        return this;
    }

    /// Has `handler` answer a service's requests as they stream in, signatures unchecked. Before [#start] only.
    public AwsEndpoint mountVerifying(String signingName, Handler handler) {
        services.put(signingName, new Router.Service(handler, true));
        return this;
    }

    /// Passes a service's requests on to a backend, signatures checked. Before [#start] only.
    public AwsEndpoint forward(Backend backend) {
        return forward(backend, ForwardObserver.NONE);
    }

    /// Passes a service's requests on to a backend, signatures checked, and tells of each. Before [#start] only.
    public AwsEndpoint forward(Backend backend, ForwardObserver observer) {
        return mount(backend.signingName(), new ForwardingHandler(client, backend, observer));
    }

    /// Has `handler` answer, to anyone on this machine, at [#INTERNAL_PATH] followed by `name`. Before [#start] only.
    public AwsEndpoint mountInternal(String name, Handler handler) {
        internal.put(INTERNAL_PATH + name, handler);
        return this;
    }

    /// Has calls fail by these rules, before their service has seen them. Before [#start] only.
    public AwsEndpoint withFaults(Faults onPurpose) {
        faults = onPurpose;
        return this;
    }

    /// Answers from now on.
    ///
    /// @param callers whose requests it takes
    /// @param rights what they may do
    public void start(Callers callers, Rights rights) {
        var router = new Router(callers, rights, new SignatureVersion4(Clock.systemUTC()), faults, services, internal);
        server.setHandler(router);
        services.values().forEach(service -> adopt(service.handler()));
        internal.values().forEach(this::adopt);
        try {
            client.start();
            // It would follow challenges and decode content; both are the caller's business.
            client.getProtocolHandlers().clear();
            client.getContentDecoderFactories().clear();
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("the AWS endpoint does not start", e);
        }
    }

    /// A handler starts and stops with the server it belongs to.
    private void adopt(Handler handler) {
        handler.setServer(server);
        server.addBean(handler, true);
    }

    /// Lets no more requests in and gives the port back.
    @Override
    public void close() {
        try {
            server.stop();
            client.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the AWS endpoint does not stop", e);
        }
    }
}
