package dev.darkroom.localcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.server.handler.DefaultHandler;
import org.junit.jupiter.api.Test;

class LoopbackServerTest {
    @Test
    void aTakenPortIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatExceptionOfType(BindException.class)
                    .isThrownBy(() -> LoopbackServer.start(taken.getLocalPort(), _ -> new DefaultHandler()))
                    .withMessage("port " + taken.getLocalPort() + " is in use");
        }
    }

    @Test
    void aHandlerThatCannotBeMadeLeavesThePortFree() throws Exception {
        AtomicReference<URI> address = new AtomicReference<>();
        assertThatIllegalStateException()
                .isThrownBy(() -> LoopbackServer.start(0, uri -> {
                    address.set(uri);
                    throw new IllegalStateException("not today");
                }));
        try (LoopbackServer next = LoopbackServer.start(address.get().getPort(), _ -> new DefaultHandler())) {
            assertThat(next.uri()).isEqualTo(address.get());
        }
    }
}
