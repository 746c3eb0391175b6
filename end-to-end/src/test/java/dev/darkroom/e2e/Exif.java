package dev.darkroom.e2e;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What a camera writes into a JPEG, the place, names and its serial numbers included.
/// Source: Exif 2.32, <https://www.cipa.jp/std/documents/e/DC-X008-Translation-2019-E.pdf>
final class Exif {
    private static final int ASCII = 2;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int RATIONAL = 5;
    private static final int TIFF_HEADER_BYTES = 8;
    private static final int START_OF_IMAGE_BYTES = 2;
    private static final int TEN_MILLION = 10_000_000;

    private Exif() {}

    /// A JPEG with such a segment.
    ///
    /// @param orientation 1 to 8
    /// @param place degrees north and east, both positive, with at most seven decimals
    static byte[] into(byte[] jpeg, int orientation, String serialNumber, double... place) {
        byte[] exif = segment(orientation, serialNumber, place[0], place[1]);
        return ByteBuffer.allocate(jpeg.length + exif.length)
                .put(jpeg, 0, START_OF_IMAGE_BYTES)
                .put(exif)
                .put(jpeg, START_OF_IMAGE_BYTES, jpeg.length - START_OF_IMAGE_BYTES)
                .array();
    }

    private static byte[] segment(int orientation, String serialNumber, double north, double east) {
        byte[] camera = directory(
                TIFF_HEADER_BYTES + root(orientation, 0, 0, 0).length,
                List.of(
                        text(0x9003, "2026:11:20 07:12:00"),
                        text(0xa431, serialNumber),
                        text(0xa435, "lens-" + serialNumber)));
        int cameraAt = TIFF_HEADER_BYTES + root(orientation, 0, 0, 0).length;
        int placeAt = cameraAt + camera.length;
        byte[] gps = directory(placeAt, List.of(text(1, "N"), degrees(2, north), text(3, "E"), degrees(4, east)));
        byte[] root = root(orientation, TIFF_HEADER_BYTES, cameraAt, placeAt);
        int length = 2 + 6 + TIFF_HEADER_BYTES + root.length + camera.length + gps.length;
        return ByteBuffer.allocate(2 + length)
                .put((byte) 0xff)
                .put((byte) 0xe1)
                .putShort((short) length)
                .put("Exif\0\0".getBytes(StandardCharsets.US_ASCII))
                .put("MM\0*".getBytes(StandardCharsets.US_ASCII))
                .putInt(TIFF_HEADER_BYTES)
                .put(root)
                .put(camera)
                .put(gps)
                .array();
    }

    private static byte[] root(int orientation, int at, int cameraAt, int placeAt) {
        byte[] upright = ByteBuffer.allocate(4).putShort((short) orientation).array();
        return directory(
                at,
                List.of(
                        text(0x010e, TestPhotos.DESCRIPTION),
                        text(0x010f, "Darkroom"),
                        text(0x0110, "Box Camera"),
                        new Entry(0x0112, SHORT, 1, upright),
                        text(0x013b, TestPhotos.ARTIST),
                        new Entry(0x8769, LONG, 1, number(cameraAt)),
                        new Entry(0x8825, LONG, 1, number(placeAt))));
    }

    /// One directory of tags, with the values that do not fit into its entries behind it.
    private static byte[] directory(int at, List<Entry> entries) {
        ByteBuffer directory = ByteBuffer.allocate(2 + 12 * entries.size() + 4);
        ByteArrayOutputStream values = new ByteArrayOutputStream();
        directory.putShort((short) entries.size());
        for (Entry entry : entries) {
            directory.putShort((short) entry.tag).putShort((short) entry.type).putInt(entry.count);
            if (entry.value.length <= 4) {
                directory.put(entry.value).position(directory.position() + 4 - entry.value.length);
            } else {
                directory.putInt(at + directory.capacity() + values.size());
                values.writeBytes(entry.value);
            }
        }
        return ByteBuffer.allocate(directory.capacity() + values.size())
                .put(directory.array())
                .put(values.toByteArray())
                .array();
    }

    private static Entry text(int tag, String text) {
        byte[] bytes = (text + "\0").getBytes(StandardCharsets.US_ASCII);
        return new Entry(tag, ASCII, bytes.length, bytes);
    }

    private static Entry degrees(int tag, double degrees) {
        byte[] parts = ByteBuffer.allocate(24)
                .putInt((int) Math.round(degrees * TEN_MILLION))
                .putInt(TEN_MILLION)
                .putInt(0)
                .putInt(1)
                .putInt(0)
                .putInt(1)
                .array();
        return new Entry(tag, RATIONAL, 3, parts);
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    private record Entry(int tag, int type, int count, byte[] value) {}
}
