package dev.darkroom.metadata.embedded;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Writes the outsides of image files around blocks of metadata: enough for whoever looks for those. An empty block
/// is left out.
public final class Files {
    static final byte[] NOTHING = {};

    private Files() {}

    /// A JPEG with a segment of `padding` bytes before the block.
    public static byte[] jpeg(byte[] tiff, int padding) {
        return jpeg(tiff, NOTHING, NOTHING, padding);
    }

    /// A JPEG with segments of `padding` bytes before its blocks.
    ///
    /// @param iptc the records of IPTC
    static byte[] jpeg(byte[] tiff, byte[] iptc, byte[] xmp, int padding) {
        var file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xD8});
        for (int left = padding; left > 0; left -= 60_000) {
            writeSegment(file, 0xE2, NOTHING, new byte[Math.min(left, 60_000)]);
        }
        writeSegment(file, 0xE1, "http://ns.adobe.com/xmp/extension/\0".getBytes(US_ASCII), new byte[40]);
        if (tiff.length > 0) {
            writeSegment(file, 0xE1, "Exif\0\0".getBytes(US_ASCII), tiff);
        }
        if (xmp.length > 0) {
            writeSegment(file, 0xE1, "http://ns.adobe.com/xap/1.0/\0".getBytes(US_ASCII), xmp);
        }
        if (iptc.length > 0) {
            writeSegment(file, 0xED, "Photoshop 3.0\0".getBytes(US_ASCII), photoshop(iptc));
        }
        writeSegment(file, 0xDA, NOTHING, new byte[10]);
        file.writeBytes(new byte[5_000]);
        return file.toByteArray();
    }

    /// Image resources as Photoshop writes them: a thumbnail with a name of odd and one with a name of even length,
    /// then the records.
    static byte[] photoshop(byte[] iptc) {
        var resources = new ByteArrayOutputStream();
        writeResource(resources, 0x040C, "odd", new byte[7]);
        writeResource(resources, 0x0425, "even", new byte[16]);
        writeResource(resources, 0x0404, "", iptc);
        return resources.toByteArray();
    }

    public static byte[] png(byte[] tiff) {
        return png(tiff, NOTHING);
    }

    static byte[] png(byte[] tiff, byte[] xmp) {
        var file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        writeChunk(file, "IHDR", new byte[13]);
        if (tiff.length > 0) {
            writeChunk(file, "eXIf", tiff);
        }
        writeChunk(file, "iTXt", "Comment\0\0\0\0\0by hand".getBytes(ISO_8859_1));
        if (xmp.length > 0) {
            writeChunk(file, "iTXt", joined("XML:com.adobe.xmp\0\0\0\0\0".getBytes(ISO_8859_1), xmp));
        }
        writeChunk(file, "IDAT", new byte[5_000]);
        writeChunk(file, "IEND", NOTHING);
        return file.toByteArray();
    }

    /// An extended WebP with `pixels` bytes of image before the block, which has JPEG's name before it or not.
    public static byte[] webp(byte[] tiff, int pixels, boolean named) {
        return webp(named ? joined("Exif\0\0".getBytes(US_ASCII), tiff) : tiff, NOTHING, pixels);
    }

    static byte[] webp(byte[] tiff, byte[] xmp, int pixels) {
        var body = new ByteArrayOutputStream();
        body.writeBytes("WEBP".getBytes(US_ASCII));
        byte[] header = new byte[10];
        header[0] = (byte) ((tiff.length > 0 ? 0x08 : 0) | (xmp.length > 0 ? 0x04 : 0));
        writeRiff(body, "VP8X", header);
        writeRiff(body, "VP8 ", new byte[pixels]);
        if (tiff.length > 0) {
            writeRiff(body, "EXIF", tiff);
        }
        if (xmp.length > 0) {
            writeRiff(body, "XMP ", xmp);
        }
        var file = new ByteArrayOutputStream();
        writeRiff(file, "RIFF", body.toByteArray());
        return file.toByteArray();
    }

    static byte[] joined(byte[]... parts) {
        var whole = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            whole.writeBytes(part);
        }
        return whole.toByteArray();
    }

    private static void writeResource(ByteArrayOutputStream file, int number, String name, byte[] content) {
        file.writeBytes("8BIM".getBytes(US_ASCII));
        file.writeBytes(ByteBuffer.allocate(2).putShort((short) number).array());
        file.write(name.length());
        file.writeBytes(name.getBytes(US_ASCII));
        file.writeBytes(new byte[1 - name.length() % 2]);
        file.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
        file.writeBytes(content);
        file.writeBytes(new byte[content.length % 2]);
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
        file.writeBytes(new byte[content.length % 2]);
    }
}
