package dev.darkroom.metadata.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.adobe.internal.xmp.XMPMetaFactory;
import com.sun.net.httpserver.HttpServer;
import dev.darkroom.model.Capture;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Captions that were made to harm, by what their parsers would do for others.
class HostileCaptionsTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    @Test
    void aBillionLaughsAreNotLaughed() {
        assertThat(xmp(Bombs.billionLaughs())).isEqualTo(Capture.UNKNOWN);
    }

    @Test
    void aFileOfTheMachineIsNotRead(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "the secret");

        assertThat(xmp(Bombs.externalEntity(secret.toUri().toString()))).isEqualTo(Capture.UNKNOWN);
        assertThat(xmp(Bombs.externalDocumentType(secret.toUri().toString()))).isEqualTo(Capture.UNKNOWN);
    }

    @Test
    void nothingIsFetched() throws IOException {
        var requests = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try {
            String address = "http://localhost:" + server.getAddress().getPort() + "/x.dtd";

            assertThat(xmp(Bombs.externalEntity(address))).isEqualTo(Capture.UNKNOWN);
            assertThat(xmp(Bombs.externalDocumentType(address))).isEqualTo(Capture.UNKNOWN);
            assertThat(requests).hasValue(0);
        } finally {
            server.stop(0);
        }
    }

    @Test
    @Timeout(60)
    void deepAndWideXmlEndsSoon() {
        for (byte[] packet : new byte[][] {Bombs.deepXml(), Bombs.wideXml()}) {
            long start = System.nanoTime();
            assertThat(xmp(packet)).isEqualTo(Capture.UNKNOWN);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
        }
    }

    @Test
    void namespacesOfOnePhotoAreForgottenBeforeTheNext() {
        int known = XMPMetaFactory.getSchemaRegistry().getNamespaces().size();

        for (int seed = 0; seed < 5; seed++) {
            xmp(Bombs.namespaces(seed));
        }

        assertThat(XMPMetaFactory.getSchemaRegistry().getNamespaces().size()).isEqualTo(known);
    }

    @Test
    @Timeout(60)
    void thousandsOfEmptyKeywordsEndSoon() {
        long start = System.nanoTime();
        assertThat(iptc(Bombs.emptyKeywords())).isEqualTo(Capture.UNKNOWN);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
    }

    @Test
    void noCaptionMakesItThrow() {
        Random random = new Random(7);
        byte[] xmp = Captions.xmp("Title", "Description", "one", "two");
        byte[] iptc = Captions.iptc("Title", "Caption", "one", "two");
        for (int i = 0; i < 3_000; i++) {
            assertThat(xmp(damaged(xmp, random))).isNotNull();
            assertThat(iptc(damaged(iptc, random))).isNotNull();
        }
    }

    private static byte[] damaged(byte[] whole, Random random) {
        byte[] damaged = Arrays.copyOf(whole, random.nextBoolean() ? random.nextInt(whole.length) : whole.length);
        for (int hit = 0; hit < 4 && damaged.length > 0; hit++) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        return damaged;
    }

    private static Capture xmp(byte[] packet) {
        return CaptureReader.read(new MetadataBlocks(Optional.empty(), Optional.empty(), Optional.of(packet), true));
    }

    private static Capture iptc(byte[] records) {
        return CaptureReader.read(new MetadataBlocks(Optional.empty(), Optional.of(records), Optional.empty(), true));
    }
}
