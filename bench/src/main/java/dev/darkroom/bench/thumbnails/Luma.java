package dev.darkroom.bench.thumbnails;

import java.awt.image.BufferedImage;

/// An image's brightness, as JFIF has it, row by row: 0 to 255.
record Luma(float[] values, int width, int height) {
    /// Half the width of the Lanczos kernel, in pixels of the smaller image.
    private static final int LOBES = 3;
    /// The window and the constants of the paper. Source: <https://doi.org/10.1109/TIP.2003.819861>
    private static final int WINDOW = 8;

    private static final double C1 = Math.pow(0.01 * 255, 2);
    private static final double C2 = Math.pow(0.03 * 255, 2);

    static Luma of(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        float[] values = new float[width * height];
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int x = 0; x < width; x++) {
                int rgb = row[x];
                values[y * width + x] =
                        0.299f * (rgb >> 16 & 0xFF) + 0.587f * (rgb >> 8 & 0xFF) + 0.114f * (rgb & 0xFF);
            }
        }
        return new Luma(values, width, height);
    }

    /// The image made smaller by a Lanczos filter over all of its pixels.
    Luma reducedTo(int newWidth, int newHeight) {
        return across(newWidth).transposed().across(newHeight).transposed();
    }

    private Luma across(int newWidth) {
        double ratio = (double) width / newWidth;
        int taps = (int) Math.ceil(LOBES * ratio) * 2 + 1;
        float[] reduced = new float[newWidth * height];
        float[] weights = new float[taps];
        for (int x = 0; x < newWidth; x++) {
            double centre = (x + 0.5) * ratio - 0.5;
            int first = (int) Math.floor(centre) - taps / 2;
            float sum = 0;
            for (int tap = 0; tap < taps; tap++) {
                weights[tap] = (float) lanczos((first + tap - centre) / ratio);
                sum += weights[tap];
            }
            for (int y = 0; y < height; y++) {
                float value = 0;
                for (int tap = 0; tap < taps; tap++) {
                    value += weights[tap] * values[y * width + Math.clamp(first + tap, 0, width - 1)];
                }
                reduced[y * newWidth + x] = Math.clamp(value / sum, 0, 255);
            }
        }
        return new Luma(reduced, newWidth, height);
    }

    private static double lanczos(double at) {
        if (at == 0) {
            return 1;
        }
        double turn = Math.PI * at;
        return Math.abs(at) >= LOBES ? 0 : LOBES * Math.sin(turn) * Math.sin(turn / LOBES) / (turn * turn);
    }

    private Luma transposed() {
        float[] turned = new float[values.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                turned[x * height + y] = values[y * width + x];
            }
        }
        return new Luma(turned, height, width);
    }

    /// The mean structural similarity of two images of one size, at most 1.
    double similarity(Luma other) {
        if (other.width != width || other.height != height) {
            throw new IllegalArgumentException(
                    "%dx%d beside %dx%d".formatted(width, height, other.width, other.height));
        }
        double total = 0;
        long windows = 0;
        for (int top = 0; top + WINDOW <= height; top += 2) {
            for (int left = 0; left + WINDOW <= width; left += 2) {
                total += similarity(other, left, top);
                windows++;
            }
        }
        return total / windows;
    }

    private double similarity(Luma other, int left, int top) {
        double a = 0;
        double b = 0;
        double aa = 0;
        double bb = 0;
        double ab = 0;
        for (int y = top; y < top + WINDOW; y++) {
            for (int x = left; x < left + WINDOW; x++) {
                double one = values[y * width + x];
                double two = other.values[y * width + x];
                a += one;
                b += two;
                aa += one * one;
                bb += two * two;
                ab += one * two;
            }
        }
        double count = WINDOW * WINDOW;
        double meanA = a / count;
        double meanB = b / count;
        double varianceA = aa / count - meanA * meanA;
        double varianceB = bb / count - meanB * meanB;
        double covariance = ab / count - meanA * meanB;
        return (2 * meanA * meanB + C1)
                * (2 * covariance + C2)
                / ((meanA * meanA + meanB * meanB + C1) * (varianceA + varianceB + C2));
    }
}
