package dev.darkroom.thumbnail.image;

import java.util.ArrayList;
import java.util.List;

/// A photo's placeholder in some 25 bytes: brightness and two colour differences, each as the lowest frequencies
/// of its cosine transform; of what is not wholly opaque, the opacity too. After Evan Wallace's encoder, whose
/// bytes it reproduces.
/// Source: <https://evanw.github.io/thumbhash/>, <https://github.com/evanw/thumbhash> (MIT)
final class ThumbHash {
    /// Larger images take longer and look no different.
    static final int MAX_EDGE_PIXELS = 100;

    private static final int LUMINANCE_TERMS = 7;
    /// Fewer where opacity has to be told, too.
    private static final int LUMINANCE_TERMS_BESIDE_OPACITY = 5;

    private static final int OPACITY_TERMS = 5;
    private static final int CHROMA_TERMS = 3;
    private static final int HEADER_BYTES = 5;
    private static final double FULL = 255;

    private ThumbHash() {}

    /// @param pixels of at most [#MAX_EDGE_PIXELS] an edge, as they look on white
    /// @param opacity of each, 0 to 255; empty where all are opaque
    static byte[] of(RgbPixels pixels, byte[] opacity) {
        int width = pixels.width();
        int height = pixels.height();
        boolean seesThrough = opacity.length > 0;
        int longer = Math.max(width, height);
        int limit = seesThrough ? LUMINANCE_TERMS_BESIDE_OPACITY : LUMINANCE_TERMS;
        int across = Math.max(1, rounded((double) limit * width / longer));
        int down = Math.max(1, rounded((double) limit * height / longer));
        double[][] channels = onTheirMean(pixels, opacity);
        double[] luminance = new double[width * height];
        double[] yellowBlue = new double[width * height];
        double[] redGreen = new double[width * height];
        for (int i = 0; i < luminance.length; i++) {
            double red = channels[0][i];
            double green = channels[1][i];
            double blue = channels[2][i];
            luminance[i] = (red + green + blue) / 3;
            yellowBlue[i] = (red + green) / 2 - blue;
            redGreen[i] = red - green;
        }
        int terms = Math.max(CHROMA_TERMS, across);
        Terms l = Terms.of(luminance, width, height, terms, Math.max(CHROMA_TERMS, down));
        Terms p = Terms.of(yellowBlue, width, height, CHROMA_TERMS, CHROMA_TERMS);
        Terms q = Terms.of(redGreen, width, height, CHROMA_TERMS, CHROMA_TERMS);
        List<Terms> varying = new ArrayList<>(List.of(l, p, q));
        if (seesThrough) {
            varying.add(Terms.of(fractions(opacity), width, height, OPACITY_TERMS, OPACITY_TERMS));
        }
        return packed(varying, width > height ? down : across, width > height);
    }

    private static int rounded(double value) {
        return (int) Math.round(value);
    }

    /// Red, green and blue of each pixel, on the mean colour of all instead of on white.
    private static double[][] onTheirMean(RgbPixels pixels, byte[] opacity) {
        double[] opaque = fractions(opacity);
        double[][] channels = new double[RgbPixels.CHANNELS][pixels.width() * pixels.height()];
        for (int channel = 0; channel < RgbPixels.CHANNELS; channel++) {
            double[] values = channels[channel];
            for (int i = 0; i < values.length; i++) {
                values[i] = Byte.toUnsignedInt(pixels.bytes()[i * RgbPixels.CHANNELS + channel]) / FULL;
            }
            if (opaque.length > 0) {
                takeOffWhite(values, opaque);
            }
        }
        return channels;
    }

    private static void takeOffWhite(double[] values, double[] opaque) {
        double sum = 0;
        double weight = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.max(0, values[i] - (1 - opaque[i]));
            sum += values[i];
            weight += opaque[i];
        }
        double mean = weight > 0 ? sum / weight : 0;
        for (int i = 0; i < values.length; i++) {
            values[i] += mean * (1 - opaque[i]);
        }
    }

    private static double[] fractions(byte[] bytes) {
        double[] fractions = new double[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            fractions[i] = Byte.toUnsignedInt(bytes[i]) / FULL;
        }
        return fractions;
    }

    /// @param channels luminance, two differences, and opacity where there is any
    private static byte[] packed(List<Terms> channels, int shorterTerms, boolean landscape) {
        Terms l = channels.get(0);
        Terms p = channels.get(1);
        Terms q = channels.get(2);
        boolean seesThrough = channels.size() > RgbPixels.CHANNELS;
        int constants = rounded(63 * l.constant)
                | rounded(31.5 + 31.5 * p.constant) << 6
                | rounded(31.5 + 31.5 * q.constant) << 12
                | rounded(31 * l.scale) << 18
                | (seesThrough ? 1 << 23 : 0);
        int scales = shorterTerms | rounded(63 * p.scale) << 3 | rounded(63 * q.scale) << 9 | (landscape ? 1 << 15 : 0);
        int varying = channels.stream().mapToInt(terms -> terms.varying.length).sum();
        int header = HEADER_BYTES + (seesThrough ? 1 : 0);
        byte[] hash = new byte[header + (varying + 1) / 2];
        hash[0] = (byte) constants;
        hash[1] = (byte) (constants >> 8);
        hash[2] = (byte) (constants >> 16);
        hash[3] = (byte) scales;
        hash[4] = (byte) (scales >> 8);
        if (seesThrough) {
            Terms a = channels.get(RgbPixels.CHANNELS);
            hash[HEADER_BYTES] = (byte) (rounded(15 * a.constant) | rounded(15 * a.scale) << 4);
        }
        int next = 2 * header;
        for (Terms terms : channels) {
            next = terms.writeTo(hash, next);
        }
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
                hash[index >> 1] |= (byte) (rounded(15 * value) << ((index & 1) << 2));
                index++;
            }
            return index;
        }
    }
}
