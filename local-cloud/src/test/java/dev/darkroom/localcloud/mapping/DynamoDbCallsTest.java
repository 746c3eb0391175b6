package dev.darkroom.localcloud.mapping;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DynamoDbCallsTest {
    /// Taken for an answer, a page without records and without a next iterator would close the shard for good.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 200\r\n\r\n",
                "Content-Length: 200\r\n\r\n{\"Records\":[]",
                "Connection: close\r\n\r\n",
                "Connection: close\r\n\r\n{\"Records\":[]"
            })
    void anAnswerCutShortByTheDeathOfItsSenderIsNone(String sent) throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answerAndDie(server, sent));

            var calls = new DynamoDbCalls(() -> URI.create("http://127.0.0.1:" + server.getLocalPort()));
            assertThatThrownBy(() -> calls.streams("GetRecords", DynamoDbCalls.request()))
                    .isInstanceOf(UncheckedIOException.class);
        }
    }

    @Test
    void aProcessThatIsNotThereIsAFailureToBeTriedAgain() throws IOException {
        int port;
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();
        }
        var calls = new DynamoDbCalls(() -> URI.create("http://127.0.0.1:" + port));
        assertThatThrownBy(() -> calls.table("Scan", DynamoDbCalls.request())).isInstanceOf(UncheckedIOException.class);
    }

    private static void answerAndDie(ServerSocket server, String sent) {
        try (Socket connection = server.accept()) {
            connection.getInputStream().read(new byte[8192]);
            connection.getOutputStream().write(("HTTP/1.1 200 OK\r\n" + sent).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
