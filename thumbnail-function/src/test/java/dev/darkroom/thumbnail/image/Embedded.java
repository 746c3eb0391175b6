package dev.darkroom.thumbnail.image;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Puts segments and chunks into images.
final class Embedded {
    private static final int PNG_HEADER_BYTES = 33;
    private static final int SEGMENT_BYTES = 60_000;

    private Embedded() {}

    /// The file with a profile after its first segment, which is JFIF's, in as many parts as it takes.
    static byte[] inJpeg(byte[] jpeg, byte[] profile) {
        int parts = Math.max(1, Math.ceilDiv(profile.length, SEGMENT_BYTES));
        byte[] file = jpeg;
        for (int part = parts; part >= 1; part--) {
            int from = (part - 1) * SEGMENT_BYTES;
            int length = Math.min(SEGMENT_BYTES, profile.length - from);
            byte[] segment = ByteBuffer.allocate(14 + length)
                    .put("ICC_PROFILE\0".getBytes(US_ASCII))
                    .put((byte) part)
                    .put((byte) parts)
                    .put(profile, from, length)
                    .array();
            file = segment(file, 0xE2, segment);
        }
        return file;
    }

    static byte[] segment(byte[] jpeg, int marker, byte[] content) {
        int at = jpeg[3] == (byte) 0xE0 ? 4 + ByteBuffer.wrap(jpeg).getShort(4) : 2;
        return ByteBuffer.allocate(jpeg.length + 4 + content.length)
                .put(jpeg, 0, at)
                .put((byte) 0xFF)
                .put((byte) marker)
                .putShort((short) (content.length + 2))
                .put(content)
                .put(jpeg, at, jpeg.length - at)
                .array();
    }

    static byte[] inPng(byte[] png, byte[] profile) {
        Deflater deflater = new Deflater();
        deflater.setInput(profile);
        deflater.finish();
        var content = new ByteArrayOutputStream();
        content.writeBytes("made by a test\0\0".getBytes(US_ASCII));
        byte[] piece = new byte[1 << 16];
        while (!deflater.finished()) {
            content.write(piece, 0, deflater.deflate(piece));
        }
        deflater.end();
        return chunk(png, "iCCP", content.toByteArray());
    }

    /// The file with a chunk after its header.
    static byte[] chunk(byte[] png, String kind, byte[] content) {
        CRC32 checksum = new CRC32();
        checksum.update(kind.getBytes(US_ASCII));
        checksum.update(content);
        return ByteBuffer.allocate(png.length + 12 + content.length)
                .put(png, 0, PNG_HEADER_BYTES)
                .putInt(content.length)
                .put(kind.getBytes(US_ASCII))
                .put(content)
                .putInt((int) checksum.getValue())
                .put(png, PNG_HEADER_BYTES, png.length - PNG_HEADER_BYTES)
                .array();
    }

    /// A WebP of one chunk, such as [Webps] writes, in the extended format with a profile.
    static byte[] inWebp(byte[] webp, byte[] profile, int width, int height, boolean opacity) {
        int padded = profile.length + (profile.length & 1);
        int pixels = webp.length - 12;
        ByteBuffer file = ByteBuffer.allocate(12 + 18 + 8 + padded + pixels).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(US_ASCII)).putInt(file.capacity() - 8).put("WEBPVP8X".getBytes(US_ASCII));
        file.putInt(10).putInt(opacity ? 0x30 : 0x20);
        file.put((byte) (width - 1)).putShort((short) ((width - 1) >> 8));
        file.put((byte) (height - 1)).putShort((short) ((height - 1) >> 8));
        file.put("ICCP".getBytes(US_ASCII)).putInt(profile.length).put(profile);
        return file.position(38 + padded).put(webp, 12, pixels).array();
    }
}
