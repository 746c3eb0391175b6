package dev.darkroom.thumbnail.image;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Writes lossless WebPs of one colour, which take no bit a pixel, or of which every second pixel is another
/// colour.
/// Source: <https://developers.google.com/speed/webp/docs/webp_lossless_bitstream_specification>
final class Webps {
    private static final int SIGNATURE = 0x2F;

    private Webps() {}

    static byte[] plain(int width, int height, Color colour) {
        var bits = new Bits();
        header(bits, width, height, colour.getAlpha() < 255);
        one(bits, colour.getGreen());
        one(bits, colour.getRed());
        one(bits, colour.getBlue());
        one(bits, colour.getAlpha());
        // Distances, of which there are none.
        bits.write(1, 1).write(0, 1).write(0, 1).write(0, 1);
        return file(bits.bytes());
    }

    /// The left half is as opaque as the colour, the right half wholly.
    static byte[] halves(int width, int height, Color left) {
        var bits = new Bits();
        header(bits, width, height, true);
        one(bits, left.getGreen());
        one(bits, left.getRed());
        one(bits, left.getBlue());
        // A simple code of two symbols of eight bits: the smaller one is 0.
        bits.write(1, 1).write(1, 1).write(1, 1).write(left.getAlpha(), 8).write(255, 8);
        bits.write(1, 1).write(0, 1).write(0, 1).write(0, 1);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                bits.write(x < width / 2 ? 0 : 1, 1);
            }
        }
        return file(bits.bytes());
    }

    private static void header(Bits bits, int width, int height, boolean opacity) {
        bits.write(SIGNATURE, 8).write(width - 1, 14).write(height - 1, 14).write(opacity ? 1 : 0, 1);
        // Version; no transform, no colour cache, one set of codes for all pixels.
        bits.write(0, 3).write(0, 1).write(0, 1).write(0, 1);
    }

    /// A simple code of one symbol.
    private static void one(Bits bits, int symbol) {
        bits.write(1, 1).write(0, 1).write(1, 1).write(symbol, 8);
    }

    private static byte[] file(byte[] pixels) {
        int padded = pixels.length + (pixels.length & 1);
        return ByteBuffer.allocate(20 + padded)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(US_ASCII))
                .putInt(12 + padded)
                .put("WEBPVP8L".getBytes(US_ASCII))
                .putInt(pixels.length)
                .put(pixels)
                .array();
    }

    /// Fills bytes from their lowest bit.
    private static final class Bits {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private int waiting;
        private int count;

        Bits write(int value, int length) {
            for (int bit = 0; bit < length; bit++) {
                waiting |= ((value >> bit) & 1) << count++;
                if (count == Byte.SIZE) {
                    bytes.write(waiting);
                    waiting = 0;
                    count = 0;
                }
            }
            return this;
        }

        byte[] bytes() {
            var whole = new ByteArrayOutputStream();
            whole.writeBytes(bytes.toByteArray());
            whole.write(waiting);
            // A decoder may look at some bits more than it needs.
            whole.writeBytes(new byte[8]);
            return whole.toByteArray();
        }
    }
}
