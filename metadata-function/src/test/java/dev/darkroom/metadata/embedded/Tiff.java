package dev.darkroom.metadata.embedded;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

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

    /// A person's name and serial numbers, which nobody asks for.
    public Tiff secrets(String text) {
        main.add(ascii(0x013B, text));
        main.add(ascii(0x013C, text));
        moment.add(ascii(0xA430, text));
        moment.add(ascii(0xA431, text));
        moment.add(ascii(0xA435, text));
        return this;
    }

    public Tiff described(String text) {
        main.add(ascii(0x010E, text));
        return this;
    }

    /// As Windows writes it.
    public Tiff titled(String text) {
        main.add(bytes(0x9C9B, (text + "\0").getBytes(UTF_16LE)));
        return this;
    }

    /// As Windows writes them, between semicolons.
    public Tiff tagged(String text) {
        main.add(bytes(0x9C9E, (text + "\0").getBytes(UTF_16LE)));
        return this;
    }

    public Tiff lens(String text) {
        moment.add(ascii(0xA434, text));
        return this;
    }

    /// Time, f-number and focal length as numerator and denominator; ISO and the length on 35 mm film as they are.
    public Tiff exposed(int... numbers) {
        return time(numbers[0], numbers[1])
                .aperture(numbers[2], numbers[3])
                .iso(numbers[4])
                .focalLength(numbers[5], numbers[6], numbers[7]);
    }

    public Tiff time(int numerator, int denominator) {
        moment.add(rational(0x829A, numerator, denominator));
        return this;
    }

    public Tiff aperture(int numerator, int denominator) {
        moment.add(rational(0x829D, numerator, denominator));
        return this;
    }

    public Tiff iso(int... several) {
        ByteBuffer value = ByteBuffer.allocate(2 * several.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int one : several) {
            value.putShort((short) one);
        }
        moment.add(new Entry(0x8827, 3, several.length, value.array()));
        return this;
    }

    /// Where 16 bits do not hold it.
    public Tiff recommendedExposureIndex(int iso) {
        moment.add(number(0x8832, iso));
        return this;
    }

    public Tiff focalLength(int numerator, int denominator, int in35mm) {
        moment.add(rational(0x920A, numerator, denominator));
        moment.add(new Entry(0xA405, 3, 1, new byte[] {(byte) in35mm, (byte) (in35mm >> 8)}));
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
        byte[] value = (text + "\0").getBytes(UTF_8);
        return new Entry(tag, 2, value.length, value);
    }

    private static Entry bytes(int tag, byte[] value) {
        return new Entry(tag, 1, value.length, value);
    }

    private static Entry rational(int tag, int numerator, int denominator) {
        ByteBuffer value = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        return new Entry(tag, 5, 1, value.putInt(numerator).putInt(denominator).array());
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
