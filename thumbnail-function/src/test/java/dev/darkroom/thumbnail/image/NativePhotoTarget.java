package dev.darkroom.thumbnail.image;

/// Decoding and encoding with libjpeg-turbo and libwebp, for [PhotoFuzzTest].
public final class NativePhotoTarget {
    private static final Engines ENGINE = Engines.nativeCode();

    private NativePhotoTarget() {}

    /// Renders whatever it is.
    ///
    /// @throws RuntimeException as [PhotoTarget#render]
    public static void fuzzerTestOneInput(byte[] input) {
        PhotoTarget.render(ENGINE, input);
    }
}
