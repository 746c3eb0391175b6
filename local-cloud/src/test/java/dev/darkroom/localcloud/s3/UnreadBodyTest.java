package dev.darkroom.localcloud.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What S3 does not need of a body is read nevertheless, or a sender that is still writing would not see the answer.
/// Source: RFC 9112, 9.6, <https://www.rfc-editor.org/rfc/rfc9112#section-9.6>
final class UnreadBodyTest {
    private static final int HALF = 64 << 10;

    @TempDir
    Path data;

    @Test
    void whoIsRefusedBeforeHavingSentAllSeesTheAnswerAndMayGoOn() throws IOException {
        try (var s3 = new S3Fixture(data);
                var connection = connect(s3.endpoint.uri());
                var in = new BufferedReader(
                        new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1))) {
            OutputStream out = connection.getOutputStream();
            for (int request = 1; request <= 2; request++) {
                out.write("PUT /%s/key HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n"
                        .formatted(S3Fixture.UPLOADS, 2 * HALF)
                        .getBytes(StandardCharsets.ISO_8859_1));
                out.write(new byte[HALF]);
                out.flush();
                out.write(new byte[HALF]);
                out.flush();

                assertThat(in.lines()
                                .filter(line -> line.startsWith("HTTP/1.1"))
                                .findFirst())
                        .hasValueSatisfying(status -> assertThat(status).startsWith("HTTP/1.1 403"));
            }
        }
    }

    private static Socket connect(URI endpoint) throws IOException {
        var socket = new Socket(endpoint.getHost(), endpoint.getPort());
        socket.setSoTimeout(30_000);
        return socket;
    }
}
