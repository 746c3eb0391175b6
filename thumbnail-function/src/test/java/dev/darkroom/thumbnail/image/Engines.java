package dev.darkroom.thumbnail.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.model.Rejection;
import java.awt.image.BufferedImage;
import java.util.List;

/// The engines that have to pass the same tests, and what they make of a file.
public final class Engines {
    private static final Engines IMAGEIO = new Engines("imageio", new ImageIoCodec());

    private final String name;
    private final Codec codec;
    private final RenditionEngine engine;

    private Engines(String name, Codec codec) {
        this.name = name;
        this.codec = codec;
        engine = new PhotoEngine(codec, table());
    }

    /// Both where the zip carries a library for this machine; there the native one must not be missing.
    static List<Engines> ofThisMachine() {
        return System.getProperty("os.name").equals("Linux") ? List.of(nativeCode(), IMAGEIO) : List.of(IMAGEIO);
    }

    static Engines nativeCode() {
        return new Engines("native", NativeCodec.load().orElseThrow());
    }

    static Engines fallback() {
        return IMAGEIO;
    }

    /// For tests that are not about pixels.
    public static RenditionEngine any() {
        return IMAGEIO.engine;
    }

    /// One line of each kind that both engines write.
    static RenditionTable table() {
        return RenditionTable.parse(
                "large 1600 fit jpeg 80, medium 640 fit progressive-jpeg 80, small 160 square jpeg 80");
    }

    Codec codec() {
        return codec;
    }

    RenditionEngine engine() {
        return engine;
    }

    @Override
    public String toString() {
        return name;
    }

    Rendering render(byte[] original) {
        return engine.render(original);
    }

    Rendering.Rendered rendered(byte[] original) {
        Rendering rendering = render(original);
        assertThat(rendering).isInstanceOf(Rendering.Rendered.class);
        return (Rendering.Rendered) rendering;
    }

    List<EncodedRendition> renditions(byte[] original) {
        return rendered(original).renditions();
    }

    BufferedImage large(byte[] original) {
        return Pictures.read(renditions(original).getFirst().bytes());
    }

    /// The sizes of all renditions, such as `[1600x1200, 640x480, 160x160]`.
    List<String> sizes(byte[] original) {
        return renditions(original).stream()
                .map(rendition -> rendition.width() + "x" + rendition.height())
                .toList();
    }

    Rejection refusal(byte[] original) {
        Rendering rendering = render(original);
        assertThat(rendering).isInstanceOf(Rendering.Refused.class);
        return ((Rendering.Refused) rendering).reason();
    }
}
