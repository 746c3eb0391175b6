package dev.darkroom.thumbnail.image;

import java.awt.Color;
import java.awt.Point;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Writes GIFs whose frames are plain and lie anywhere, as no encoder would.
final class Gifs {
    static final Color COLOUR = new Color(20, 40, 200);

    private static final int CODE_BITS = 3;
    private static final int CLEAR = 4;
    private static final int END = 5;

    private Gifs() {}

    record Frame(Point place, int width, int height) {}

    static byte[] file(int width, int height, Frame... frames) {
        var file = new ByteArrayOutputStream();
        file.writeBytes("GIF89a".getBytes(StandardCharsets.US_ASCII));
        file.writeBytes(shorts(width, height));
        // A palette of two colours: white, and ours.
        file.writeBytes(new byte[] {(byte) 0x80, 0, 0, -1, -1, -1});
        file.writeBytes(new byte[] {(byte) COLOUR.getRed(), (byte) COLOUR.getGreen(), (byte) COLOUR.getBlue()});
        for (Frame frame : frames) {
            file.write(0x2C);
            file.writeBytes(shorts(frame.place.x, frame.place.y, frame.width, frame.height));
            file.write(0);
            file.write(2);
            writeSubBlocks(file, pixels(frame.width * frame.height));
        }
        file.write(0x3B);
        return file.toByteArray();
    }

    /// Codes of three bits, the table cleared before it would need a fourth.
    private static byte[] pixels(int count) {
        var codes = new ByteArrayOutputStream();
        long bits = 0;
        int length = 0;
        for (int i = 0; i <= 2 * count; i++) {
            int code = i == 2 * count ? END : i % 2 == 0 ? CLEAR : 1;
            bits |= (long) code << length;
            length += CODE_BITS;
            while (length >= 8) {
                codes.write((int) bits);
                bits >>>= 8;
                length -= 8;
            }
        }
        codes.write((int) bits);
        return codes.toByteArray();
    }

    private static void writeSubBlocks(ByteArrayOutputStream file, byte[] data) {
        for (int at = 0; at < data.length; at += 255) {
            int length = Math.min(255, data.length - at);
            file.write(length);
            file.write(data, at, length);
        }
        file.write(0);
    }

    private static byte[] shorts(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            bytes.putShort((short) value);
        }
        return bytes.array();
    }
}
