package dev.darkroom.thumbnail.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Point;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// Files that are an image and something else as well. Of the other thing no rendition has a byte: each is, byte by
/// byte, what the image alone gives.
@ParameterizedClass
@MethodSource("dev.darkroom.thumbnail.image.Engines#ofThisMachine")
class PolyglotsTest {
    private static final String SCRIPT = "<script>alert('a page')</script>";

    private final Engines engine;

    PolyglotsTest(Engines engine) {
        this.engine = engine;
    }

    @Test
    void nothingOfAZipAfterAJpegIsLeft() {
        byte[] jpeg = Pictures.photo("formats/progressive.jpg");

        assertSame(jpeg, joined(jpeg, zip()));
    }

    @Test
    void nothingOfAScriptThatAGifIsLeft() {
        byte[] gif = Gifs.file(60, 40, new Gifs.Frame(new Point(), 60, 40));
        // `GIF89a=1;` begins a script; the rest stands in a comment, and after the end.
        byte[] comment = joined(new byte[] {0x21, (byte) 0xFE, (byte) SCRIPT.length()}, latin(SCRIPT), new byte[1]);

        assertSame(gif, joined(inserted(gif, 19, comment), latin("*/=1;" + SCRIPT)));
    }

    @Test
    void nothingOfAPageAfterAPngIsLeft() {
        byte[] png = Pictures.file(Pictures.read(Pictures.photo("formats/grey.jpg")), "png");

        assertSame(png, joined(png, latin("<html>" + SCRIPT + "</html>")));
    }

    @Test
    void nothingOfAJpegWithinAPngIsLeft() {
        byte[] png = Pictures.file(Pictures.read(Pictures.photo("formats/grey.jpg")), "png");
        byte[] hidden = Pictures.photo("formats/progressive.jpg");

        assertSame(png, Embedded.chunk(Embedded.chunk(png, "juNk", hidden), "tEXt", latin("Comment\0" + SCRIPT)));
    }

    @Test
    void nothingOfAJpegsSegmentsIsLeft() {
        byte[] jpeg = Pictures.photo("formats/progressive.jpg");
        byte[] thumbnail = Pictures.photo("formats/grey.jpg");

        byte[] file = Embedded.segment(jpeg, 0xFE, latin(SCRIPT));
        file = Embedded.segment(file, 0xE1, latin("http://ns.adobe.com/xap/1.0/\0" + SCRIPT));
        file = Embedded.segment(file, 0xEB, thumbnail.length < 60_000 ? thumbnail : latin(SCRIPT));

        assertSame(jpeg, file);
    }

    @Test
    void nothingOfAWebpsOtherChunksIsLeft() {
        byte[] webp = Pictures.photo("formats/lossy.webp");

        assertSame(webp, joined(webp, zip(), latin(SCRIPT)));
    }

    private void assertSame(byte[] image, byte[] polyglot) {
        List<EncodedRendition> expected = engine.renditions(image);
        List<EncodedRendition> actual = engine.renditions(polyglot);
        assertThat(polyglot.length).isGreaterThan(image.length);
        for (int i = 0; i < expected.size(); i++) {
            byte[] rendition = actual.get(i).bytes();
            assertThat(rendition).isEqualTo(expected.get(i).bytes());
            assertThat(rendition).endsWith(0xFF, 0xD9);
            assertThat(new String(rendition, ISO_8859_1)).doesNotContain("script", "PK\u0003\u0004", "html");
        }
    }

    private static byte[] zip() {
        var bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("page.html"));
            zip.write(latin(SCRIPT));
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] inserted(byte[] file, int at, byte[] part) {
        return joined(Arrays.copyOf(file, at), part, Arrays.copyOfRange(file, at, file.length));
    }

    private static byte[] joined(byte[]... parts) {
        var file = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            file.writeBytes(part);
        }
        return file.toByteArray();
    }

    private static byte[] latin(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
