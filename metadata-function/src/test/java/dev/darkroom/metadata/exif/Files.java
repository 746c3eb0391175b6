package dev.darkroom.metadata.exif;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Writes the outsides of image files around an EXIF block: enough for whoever looks for the block.
public final class Files {
    private static final byte[] NOTHING = {};

    private Files() {}

    /// A JPEG with a segment of `padding` bytes before the block.
    public static byte[] jpeg(byte[] tiff, int padding) {
        var file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xD8});
        for (int left = padding; left > 0; left -= 60_000) {
            writeSegment(file, 0xE2, NOTHING, new byte[Math.min(left, 60_000)]);
        }
        writeSegment(file, 0xE1, "http://ns.adobe.com/xap/1.0/\0".getBytes(US_ASCII), new byte[40]);
        if (tiff.length > 0) {
            writeSegment(file, 0xE1, "Exif\0\0".getBytes(US_ASCII), tiff);
        }
        writeSegment(file, 0xDA, NOTHING, new byte[10]);
        file.writeBytes(new byte[5_000]);
        return file.toByteArray();
    }

    public static byte[] png(byte[] tiff) {
        var file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        writeChunk(file, "IHDR", new byte[13]);
        if (tiff.length > 0) {
            writeChunk(file, "eXIf", tiff);
        }
        writeChunk(file, "IDAT", new byte[5_000]);
        writeChunk(file, "IEND", NOTHING);
        return file.toByteArray();
    }

    /// An extended WebP with `pixels` bytes of image before the block, which has JPEG's name before it or not.
    public static byte[] webp(byte[] tiff, int pixels, boolean named) {
        byte[] name = named ? "Exif\0\0".getBytes(US_ASCII) : NOTHING;
        var body = new ByteArrayOutputStream();
        body.writeBytes("WEBP".getBytes(US_ASCII));
        byte[] header = new byte[10];
        header[0] = (byte) (tiff.length > 0 ? 0x08 : 0);
        writeRiff(body, "VP8X", header);
        writeRiff(body, "VP8 ", new byte[pixels]);
        if (tiff.length > 0) {
            writeRiff(
                    body,
                    "EXIF",
                    ByteBuffer.allocate(name.length + tiff.length)
                            .put(name)
                            .put(tiff)
                            .array());
        }
        var file = new ByteArrayOutputStream();
        writeRiff(file, "RIFF", body.toByteArray());
        return file.toByteArray();
    }

    private static void writeSegment(ByteArrayOutputStream file, int marker, byte[] name, byte[] content) {
        file.write(0xFF);
        file.write(marker);
        file.writeBytes(ByteBuffer.allocate(2)
                .putShort((short) (2 + name.length + content.length))
                .array());
        file.writeBytes(name);
        file.writeBytes(content);
    }

    private static void writeChunk(ByteArrayOutputStream file, String kind, byte[] content) {
        file.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
        file.writeBytes(kind.getBytes(US_ASCII));
        file.writeBytes(content);
        file.writeBytes(new byte[4]);
    }

    private static void writeRiff(ByteArrayOutputStream file, String kind, byte[] content) {
        file.writeBytes(kind.getBytes(US_ASCII));
        file.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(content.length)
                .array());
        file.writeBytes(content);
        if (content.length % 2 == 1) {
            file.write(0);
        }
    }
}
