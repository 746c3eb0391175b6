package dev.darkroom.thumbnail.image;

import java.util.Optional;

/// A channel's arithmetic between what it is and what shows of it on white, for opacities of 0 to 255.
final class Opacity {
    static final int WHOLE = 255;

    private static final int WHITE = 255;

    private Opacity() {}

    /// Empty where all pixels are opaque.
    static Optional<byte[]> unlessWhole(byte[] opacity) {
        for (byte one : opacity) {
            if (one != (byte) WHOLE) {
                return Optional.of(opacity);
            }
        }
        return Optional.empty();
    }

    static int onWhite(int value, int opacity) {
        return opacity == WHOLE ? value : WHITE + (value - WHITE) * opacity / WHOLE;
    }

    /// What shows so on white; white where nothing of it does.
    static int beneathWhite(int shown, int opacity) {
        if (opacity == WHOLE || opacity == 0) {
            return shown;
        }
        return Math.clamp(WHITE + Math.round((shown - WHITE) * (float) WHOLE / opacity), 0, WHITE);
    }
}
