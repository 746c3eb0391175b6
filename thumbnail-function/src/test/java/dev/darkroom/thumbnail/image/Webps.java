package dev.darkroom.thumbnail.image;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Writes lossless WebPs of one colour, which take no bit a pixel, of which one half is another colour, or which are
/// hard on decoders.
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

    /// Black, with as many sets of prefix codes as the format can tell apart, each for a block of four by four pixels;
    /// a decoder holds tables for all of them, of a size that the largest colour cache makes largest.
    static byte[] manyCodes() {
        int blocks = 256;
        var bits = new Bits();
        size(bits, 4 * blocks, 4 * blocks, false);
        // No transform, a colour cache of 11 bits, many sets of codes, for blocks of four.
        bits.write(0, 1).write(1, 1).write(11, 4).write(1, 1).write(0, 3);
        // Which block has which set: an image without colour cache, of which green and red are the set's number.
        bits.write(0, 1);
        all(bits, 256 + 24);
        all(bits, 256);
        one(bits, 0);
        one(bits, 0);
        one(bits, 0);
        for (int block = 0; block < blocks * blocks; block++) {
            // Prefix codes begin with their highest bit.
            bits.write(Integer.reverse(block) >>> 24, 8).write(Integer.reverse(block >> 8) >>> 24, 8);
        }
        for (int code = 0; code < 5 * blocks * blocks; code++) {
            bits.write(1, 1).write(0, 1).write(0, 1).write(0, 1);
        }
        return file(bits.bytes());
    }

    /// A code of 256 symbols of eight bits each, out of so many.
    private static void all(Bits bits, int symbols) {
        // Not a simple code. Lengths are 0 or 8, told by one bit each: the lengths of twelve of their codes follow, in
        // the format's order, in which 0 is the third and 8 the twelfth.
        bits.write(0, 1).write(12 - 4, 4);
        for (int length = 0; length < 12; length++) {
            bits.write(length == 2 || length == 11 ? 1 : 0, 3);
        }
        bits.write(0, 1);
        for (int symbol = 0; symbol < symbols; symbol++) {
            bits.write(symbol < 256 ? 1 : 0, 1);
        }
    }

    private static void header(Bits bits, int width, int height, boolean opacity) {
        size(bits, width, height, opacity);
        // No transform, no colour cache, one set of codes for all pixels.
        bits.write(0, 1).write(0, 1).write(0, 1);
    }

    private static void size(Bits bits, int width, int height, boolean opacity) {
        bits.write(SIGNATURE, 8).write(width - 1, 14).write(height - 1, 14).write(opacity ? 1 : 0, 1);
        // The version.
        bits.write(0, 3);
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
