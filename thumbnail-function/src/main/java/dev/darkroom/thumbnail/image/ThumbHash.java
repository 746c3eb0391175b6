package dev.darkroom.thumbnail.image;

/// A photo's placeholder in some 25 bytes: brightness and two colour differences, each as the lowest frequencies of
/// its cosine transform. After Evan Wallace's encoder for opaque images, whose bytes it reproduces.
/// Source: <https://evanw.github.io/thumbhash/>, <https://github.com/evanw/thumbhash> (MIT)
final class ThumbHash {
    /// Larger images take longer and look no different.
    static final int MAX_EDGE_PIXELS = 100;

    private static final int LUMINANCE_TERMS = 7;
    private static final int CHROMA_TERMS = 3;
    private static final int HEADER_BYTES = 5;
    private static final double FULL = 255;

    private ThumbHash() {}

    /// @param pixels of at most [#MAX_EDGE_PIXELS] an edge
    static byte[] of(RgbPixels pixels) {
        int width = pixels.width();
        int height = pixels.height();
        int longer = Math.max(width, height);
        int across = Math.max(1, rounded((double) LUMINANCE_TERMS * width / longer));
        int down = Math.max(1, rounded((double) LUMINANCE_TERMS * height / longer));
        double[] luminance = new double[width * height];
        double[] yellowBlue = new double[width * height];
        double[] redGreen = new double[width * height];
        for (int i = 0; i < luminance.length; i++) {
            double red = channel(pixels, i, 0);
            double green = channel(pixels, i, 1);
            double blue = channel(pixels, i, 2);
            luminance[i] = (red + green + blue) / 3;
            yellowBlue[i] = (red + green) / 2 - blue;
            redGreen[i] = red - green;
        }
        int terms = Math.max(CHROMA_TERMS, across);
        Terms l = Terms.of(luminance, width, height, terms, Math.max(CHROMA_TERMS, down));
        Terms p = Terms.of(yellowBlue, width, height, CHROMA_TERMS, CHROMA_TERMS);
        Terms q = Terms.of(redGreen, width, height, CHROMA_TERMS, CHROMA_TERMS);
        return packed(l, p, q, width > height ? down : across, width > height);
    }

    private static int rounded(double value) {
        return (int) Math.round(value);
    }

    private static double channel(RgbPixels pixels, int pixel, int channel) {
        return Byte.toUnsignedInt(pixels.bytes()[pixel * RgbPixels.CHANNELS + channel]) / FULL;
    }

    private static byte[] packed(Terms l, Terms p, Terms q, int shorterTerms, boolean landscape) {
        int constants = rounded(63 * l.constant)
                | rounded(31.5 + 31.5 * p.constant) << 6
                | rounded(31.5 + 31.5 * q.constant) << 12
                | rounded(31 * l.scale) << 18;
        int scales = shorterTerms | rounded(63 * p.scale) << 3 | rounded(63 * q.scale) << 9 | (landscape ? 1 << 15 : 0);
        int varying = l.varying.length + p.varying.length + q.varying.length;
        byte[] hash = new byte[HEADER_BYTES + (varying + 1) / 2];
        hash[0] = (byte) constants;
        hash[1] = (byte) (constants >> 8);
        hash[2] = (byte) (constants >> 16);
        hash[3] = (byte) scales;
        hash[4] = (byte) (scales >> 8);
        int next = l.writeTo(hash, 0);
        next = p.writeTo(hash, next);
        q.writeTo(hash, next);
        return hash;
    }

    /// The lowest terms of a channel's cosine transform.
    ///
    /// @param constant the mean
    /// @param varying the others, brought to 0 to 1
    /// @param scale the largest of the others
    private record Terms(double constant, double[] varying, double scale) {
        static Terms of(double[] channel, int width, int height, int across, int down) {
            double[] varying = new double[across * down];
            int count = 0;
            double constant = 0;
            double scale = 0;
            for (int v = 0; v < down; v++) {
                for (int u = 0; u * down < across * (down - v); u++) {
                    double term = term(channel, width, height, u, v);
                    if (u == 0 && v == 0) {
                        constant = term;
                    } else {
                        varying[count++] = term;
                        scale = Math.max(scale, Math.abs(term));
                    }
                }
            }
            double[] brought = new double[count];
            for (int i = 0; i < count; i++) {
                brought[i] = scale > 0 ? 0.5 + 0.5 / scale * varying[i] : varying[i];
            }
            return new Terms(constant, brought, scale);
        }

        private static double term(double[] channel, int width, int height, int u, int v) {
            double[] wave = new double[width];
            for (int x = 0; x < width; x++) {
                wave[x] = Math.cos(Math.PI / width * u * (x + 0.5));
            }
            double sum = 0;
            for (int y = 0; y < height; y++) {
                double amplitude = Math.cos(Math.PI / height * v * (y + 0.5));
                for (int x = 0; x < width; x++) {
                    sum += channel[x + y * width] * wave[x] * amplitude;
                }
            }
            return sum / (width * height);
        }

        /// Two terms a byte.
        int writeTo(byte[] hash, int first) {
            int index = first;
            for (double value : varying) {
                hash[HEADER_BYTES + (index >> 1)] |= (byte) (rounded(15 * value) << ((index & 1) << 2));
                index++;
            }
            return index;
        }
    }
}
