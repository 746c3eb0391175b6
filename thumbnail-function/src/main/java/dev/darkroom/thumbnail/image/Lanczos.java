package dev.darkroom.thumbnail.image;

import java.util.Arrays;

/// Makes few pixels of many by a Lanczos filter of three lobes: sharper than means of areas, and dear, so it is for
/// small images. A pixel's three channels are summed in one `long`, 21 bits each, which Lambda's C1 compiler makes
/// fast code of.
final class Lanczos {
    private static final int LOBES = 3;
    private static final int ONE_BITS = 10;
    private static final int ONE = 1 << ONE_BITS;
    private static final int LANE_BITS = 21;
    private static final int LANE = (1 << LANE_BITS) - 1;
    /// Keeps lanes positive where the filter's negative lobes weigh most, and rounds.
    private static final int BIAS = (1 << 19) + ONE / 2;

    private static final long BIASES = inLanes(BIAS, BIAS, BIAS);
    private static final int FULL = 255;

    private Lanczos() {}

    /// @param words a pixel each, row by row: red in the highest byte, then green and blue
    static int[] scaled(int[] words, int width, int height, int newWidth, int newHeight) {
        long[] narrow = new long[newWidth * height];
        long[] row = new long[width];
        Taps across = Taps.of(width, newWidth);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int word = words[y * width + x];
                row[x] = inLanes(word >>> 24, word >>> 16 & FULL, word >>> 8 & FULL);
            }
            for (int x = 0; x < newWidth; x++) {
                long sum = BIASES;
                int from = across.first[x];
                for (int weight : across.weights[x]) {
                    sum += weight * row[from++];
                }
                narrow[y * newWidth + x] = inLanes(channel(sum, 2), channel(sum, 1), channel(sum, 0));
            }
        }
        return shortened(narrow, newWidth, Taps.of(height, newHeight));
    }

    private static int[] shortened(long[] pixels, int width, Taps down) {
        int[] words = new int[width * down.first.length];
        long[] sums = new long[width];
        for (int y = 0; y < down.first.length; y++) {
            Arrays.fill(sums, BIASES);
            int from = down.first[y] * width;
            for (int weight : down.weights[y]) {
                for (int x = 0; x < width; x++) {
                    sums[x] += weight * pixels[from + x];
                }
                from += width;
            }
            for (int x = 0; x < width; x++) {
                long sum = sums[x];
                words[y * width + x] = channel(sum, 2) << 24 | channel(sum, 1) << 16 | channel(sum, 0) << 8;
            }
        }
        return words;
    }

    private static long inLanes(int red, int green, int blue) {
        return (long) red << (2 * LANE_BITS) | (long) green << LANE_BITS | blue;
    }

    private static int channel(long sum, int lane) {
        int value = (int) (sum >>> (lane * LANE_BITS)) & LANE;
        return Math.clamp((value >> ONE_BITS) - (BIAS >> ONE_BITS), 0, FULL);
    }

    /// What each new pixel along an edge is made of.
    ///
    /// @param first the first old pixel
    /// @param weights of it and of those that follow; together [#ONE]
    private record Taps(int[] first, int[][] weights) {
        static Taps of(int edge, int newEdge) {
            double ratio = (double) edge / newEdge;
            int[] first = new int[newEdge];
            int[][] weights = new int[newEdge][];
            for (int at = 0; at < newEdge; at++) {
                double centre = (at + 0.5) * ratio - 0.5;
                int from = Math.max(0, (int) Math.ceil(centre - LOBES * ratio));
                int to = Math.min(edge - 1, (int) Math.floor(centre + LOBES * ratio));
                first[at] = from;
                weights[at] = weights(from, to, centre, ratio);
            }
            return new Taps(first, weights);
        }

        private static int[] weights(int from, int to, double centre, double ratio) {
            double[] exact = new double[to - from + 1];
            double sum = 0;
            for (int i = 0; i < exact.length; i++) {
                exact[i] = lanczos((from + i - centre) / ratio);
                sum += exact[i];
            }
            int[] whole = new int[exact.length];
            int left = ONE;
            for (int i = 0; i < whole.length; i++) {
                whole[i] = (int) Math.round(exact[i] / sum * ONE);
                left -= whole[i];
            }
            whole[Math.clamp(Math.round(centre) - from, 0, whole.length - 1)] += left;
            return whole;
        }

        private static double lanczos(double at) {
            if (Math.abs(at) < 1e-9) {
                return 1;
            }
            double turn = Math.PI * at;
            return Math.abs(at) >= LOBES ? 0 : LOBES * Math.sin(turn) * Math.sin(turn / LOBES) / (turn * turn);
        }
    }
}
