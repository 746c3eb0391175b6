package dev.darkroom.thumbnail.image;

/// Decoding and encoding with the JDK's codecs, for [PhotoFuzzTest].
public final class FallbackPhotoTarget {
    private static final Engines ENGINE = Engines.fallback();

    private FallbackPhotoTarget() {}

    /// Renders whatever it is.
    ///
    /// @throws RuntimeException as [PhotoTarget#render]
    public static void fuzzerTestOneInput(byte[] input) {
        PhotoTarget.render(ENGINE, input);
    }
}
