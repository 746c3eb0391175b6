package dev.darkroom.thumbnail.image;

/// What thumbnail-function does with a file's bytes, for [PhotoFuzzTest].
final class PhotoTarget {
    private PhotoTarget() {}

    /// Renders whatever it is, and looks at what came of it.
    ///
    /// @throws RuntimeException where the engine throws, or makes what it must not
    static Rendering render(Engines engine, byte[] input) {
        Rendering rendering = engine.render(input);
        if (rendering instanceof Rendering.Rendered rendered) {
            require(rendered.renditions().size() == Engines.table().specs().size(), "all renditions");
            for (int i = 0; i < rendered.renditions().size(); i++) {
                EncodedRendition rendition = rendered.renditions().get(i);
                int edge = Engines.table().specs().get(i).edgePixels();
                require(rendition.width() >= 1 && rendition.width() <= edge, "a width within its edge");
                require(rendition.height() >= 1 && rendition.height() <= edge, "a height within its edge");
                require(rendition.bytes().length > 0, "bytes");
            }
        }
        return rendering;
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("a rendering without " + what);
        }
    }
}
