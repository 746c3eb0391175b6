package dev.darkroom.metadata.exif;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// Writes EXIF blocks.
public final class Tiff {
    private static final int CAPACITY = 64 * 1024;
    private static final int SUB_DIRECTORY = 0x8769;
    private static final int GPS_DIRECTORY = 0x8825;

    private final List<Entry> main = new ArrayList<>();
    private final List<Entry> moment = new ArrayList<>();
    private final List<Entry> place = new ArrayList<>();

    private record Entry(int tag, int type, int count, byte[] value) {}

    public Tiff camera(String maker, String model) {
        main.add(ascii(0x010F, maker));
        main.add(ascii(0x0110, model));
        return this;
    }

    public Tiff taken(String time) {
        moment.add(ascii(0x9003, time));
        return this;
    }

    public Tiff digitized(String time) {
        moment.add(ascii(0x9004, time));
        return this;
    }

    public Tiff offset(String offset) {
        moment.add(ascii(0x9011, offset));
        return this;
    }

    /// Degrees, as whole ones and ten-thousandths of minutes.
    public Tiff at(char northOrSouth, int latitude, int latitudeMinutes, char eastOrWest, int longitude) {
        place.add(ascii(1, String.valueOf(northOrSouth)));
        place.add(degrees(2, latitude, latitudeMinutes));
        place.add(ascii(3, String.valueOf(eastOrWest)));
        place.add(degrees(4, longitude, 0));
        return this;
    }

    public byte[] bytes() {
        ByteBuffer block = ByteBuffer.allocate(CAPACITY).order(ByteOrder.LITTLE_ENDIAN);
        block.putShort((short) 0x4949).putShort((short) 42).putInt(8);
        List<Entry> entries = new ArrayList<>(main);
        int momentAt = 8 + 2 + 12 * (main.size() + 2) + 4 + dataBytes(main);
        int placeAt = momentAt + 2 + 12 * moment.size() + 4 + dataBytes(moment);
        entries.add(number(SUB_DIRECTORY, momentAt));
        entries.add(number(GPS_DIRECTORY, placeAt));
        directory(block, entries);
        directory(block, moment);
        directory(block, place);
        byte[] bytes = new byte[block.position()];
        block.flip().get(bytes);
        return bytes;
    }

    private static void directory(ByteBuffer block, List<Entry> entries) {
        int data = block.position() + 2 + 12 * entries.size() + 4;
        block.putShort((short) entries.size());
        for (Entry entry : entries) {
            block.putShort((short) entry.tag).putShort((short) entry.type).putInt(entry.count);
            if (entry.value.length <= 4) {
                block.put(entry.value).put(new byte[4 - entry.value.length]);
            } else {
                block.putInt(data);
                block.put(data, entry.value);
                data += entry.value.length;
            }
        }
        block.putInt(0).position(data);
    }

    private static int dataBytes(List<Entry> entries) {
        return entries.stream()
                .mapToInt(entry -> entry.value.length)
                .filter(length -> length > 4)
                .sum();
    }

    private static Entry ascii(int tag, String text) {
        byte[] value = (text + "\0").getBytes(ISO_8859_1);
        return new Entry(tag, 2, value.length, value);
    }

    private static Entry number(int tag, int value) {
        return new Entry(
                tag,
                4,
                1,
                ByteBuffer.allocate(4)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(value)
                        .array());
    }

    private static Entry degrees(int tag, int whole, int minutes) {
        ByteBuffer value = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        value.putInt(whole).putInt(1).putInt(minutes).putInt(10_000).putInt(0).putInt(1);
        return new Entry(tag, 5, 3, value.array());
    }
}
