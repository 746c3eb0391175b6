package dev.darkroom.localcloud;

import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.util.function.Function;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/// An HTTP server that listens on loopback only, on virtual threads. It hands paths on as they came, `%2F` and `//`
/// included: what is legal is the handler's business.
public final class LoopbackServer implements AutoCloseable {
    /// Well above what handlers take, so that it is they who refuse, in their own words.
    private static final int REQUEST_HEADER_BYTES = 64 << 10;

    private final Server server;
    private final URI uri;

    private LoopbackServer(Server server, URI uri) {
        this.server = server;
        this.uri = uri;
    }

    /// Listens, and serves when it returns.
    ///
    /// @param port 0 for any free one
    /// @param handler made once the server's address, `http://localhost:PORT`, is known
    /// @throws BindException naming the port, where it is in use
    public static LoopbackServer start(int port, Function<URI, Handler> handler) throws IOException {
        Server server = new Server(new VirtualThreadPool());
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setRequestHeaderSize(REQUEST_HEADER_BYTES);
        configuration.setUriCompliance(UriCompliance.UNSAFE);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration));
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        server.addConnector(connector);
        open(connector, port);
        URI uri = URI.create("http://localhost:" + connector.getLocalPort());
        LoopbackServer started = new LoopbackServer(server, uri);
        try {
            server.setHandler(handler.apply(uri));
            started.start();
        } catch (RuntimeException | IOException failure) {
            connector.close(); // or the port would stay taken
            throw failure;
        }
        return started;
    }

    private static void open(ServerConnector connector, int port) throws BindException {
        try {
            connector.open();
        } catch (IOException refused) {
            String reason = String.valueOf(refused.getCause() == null ? refused : refused.getCause());
            boolean permitted = !reason.contains("Permission denied");
            BindException named = new BindException(
                    "port " + port + (permitted ? " is in use" : " may not be used: permission denied"));
            named.initCause(refused);
            throw named;
        }
    }

    /// `http://localhost:PORT`.
    public URI uri() {
        return uri;
    }

    /// Stops listening; requests under way are cut off.
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception failure) { // Jetty's own signature
            throw new IllegalStateException("the server at " + uri + " did not stop", failure);
        }
    }

    private void start() throws IOException {
        try {
            server.start();
        } catch (IOException failure) {
            throw failure;
        } catch (Exception failure) { // Jetty's own signature
            throw new IOException("the server at " + uri + " did not start", failure);
        }
    }
}
