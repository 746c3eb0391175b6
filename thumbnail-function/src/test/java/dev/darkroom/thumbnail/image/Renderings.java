package dev.darkroom.thumbnail.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.model.Rejection;
import java.awt.image.BufferedImage;
import java.util.List;

/// What the engine under test makes of a file.
final class Renderings {
    static final RenditionEngine ENGINE = new ImageIoEngine();

    private Renderings() {}

    static Rendering.Rendered rendered(byte[] original) {
        Rendering rendering = ENGINE.render(original);
        assertThat(rendering).isInstanceOf(Rendering.Rendered.class);
        return (Rendering.Rendered) rendering;
    }

    static List<EncodedRendition> renditions(byte[] original) {
        return rendered(original).renditions();
    }

    static BufferedImage large(byte[] original) {
        return Pictures.read(renditions(original).getFirst().bytes());
    }

    /// The sizes of all renditions, such as `[1600x1200, 640x480, 160x120]`.
    static List<String> sizes(byte[] original) {
        return renditions(original).stream()
                .map(rendition -> rendition.width() + "x" + rendition.height())
                .toList();
    }

    static Rejection refusal(byte[] original) {
        Rendering rendering = ENGINE.render(original);
        assertThat(rendering).isInstanceOf(Rendering.Refused.class);
        return ((Rendering.Refused) rendering).reason();
    }
}
