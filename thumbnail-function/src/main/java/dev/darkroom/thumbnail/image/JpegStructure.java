package dev.darkroom.thumbnail.image;

import dev.darkroom.model.ImageType;
import dev.darkroom.model.Rejection;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Walks through a JPEG's markers up to its end: so a file that was cut anywhere is known before it is decoded.
/// Source: <https://www.w3.org/Graphics/JPEG/itu-t81.pdf>, annex B
final class JpegStructure {
    private static final byte[] PROFILE_NAME = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);
    private static final int EXIF_NAME = 0x45786966;
    private static final int ADOBE_NAME = 0x41646f62;
    private static final int LOSSY_PRECISION_BITS = 8;
    private static final int NO_ADOBE_MARKER = -1;
    private static final int ADOBE_YCCK = 2;
    private static final int INKS = 4;

    private final byte[] bytes;
    private final ByteBuffer file;
    private int width;
    private int height;
    private int components;
    private int scans;
    private int orientation = ExifOrientation.UPRIGHT;
    private boolean oriented;
    private boolean supported;
    private boolean framed;
    private int adobeTransform = NO_ADOBE_MARKER;
    private final SortedMap<Integer, byte[]> profileParts = new TreeMap<>();
    private final List<Integer> profilePlaces = new ArrayList<>();

    private JpegStructure(byte[] original) {
        bytes = original;
        file = ByteBuffer.wrap(original);
    }

    /// @throws java.nio.BufferUnderflowException where the file ends before the image does
    static Inspection inspect(byte[] original) {
        JpegStructure structure = new JpegStructure(original);
        boolean whole = structure.walk(Integer.MAX_VALUE);
        ImageHeader header = structure.header();
        if (!whole || !structure.framed || structure.scans == 0) {
            return new Inspection.Refused(header, Rejection.DAMAGED);
        }
        return structure.supported
                ? new Inspection.Acceptable(header, ImageType.JPEG, structure.scans)
                : new Inspection.Refused(header, Rejection.TYPE_NOT_ALLOWED);
    }

    /// How the samples of an acceptable JPEG are meant. An Adobe marker says so, and means that inks are inverted.
    static Colours colours(byte[] original) {
        JpegStructure structure = new JpegStructure(original);
        structure.walk(1);
        if (structure.components < INKS) {
            return structure.components == 1 ? Colours.GREY : Colours.RGB;
        }
        return switch (structure.adobeTransform) {
            case NO_ADOBE_MARKER -> Colours.CMYK;
            case ADOBE_YCCK -> Colours.INVERTED_YCCK;
            default -> Colours.INVERTED_CMYK;
        };
    }

    /// The embedded colour profile of an acceptable JPEG, put together from its segments; nothing where there is
    /// none.
    /// Source: <https://www.color.org/specification/ICC.1-2022-05.pdf>, B.4
    static byte[] profile(byte[] original) {
        JpegStructure structure = new JpegStructure(original);
        structure.walk(1);
        var profile = new ByteArrayOutputStream();
        structure.profileParts.values().forEach(profile::writeBytes);
        return profile.toByteArray();
    }

    /// A copy whose profile has another name, so that no decoder sees it; the file itself where it has none.
    static byte[] withoutProfile(byte[] original) {
        JpegStructure structure = new JpegStructure(original);
        structure.walk(1);
        if (structure.profileParts.isEmpty()) {
            return original;
        }
        byte[] copy = original.clone();
        structure.profilePlaces.forEach(place -> copy[place] = 0);
        return copy;
    }

    /// What a JPEG's decoder gives.
    enum Colours {
        GREY,
        RGB,
        CMYK,
        INVERTED_CMYK,
        INVERTED_YCCK;

        /// How many samples a pixel has.
        int channels() {
            return switch (this) {
                case GREY -> SrgbConversion.GREY;
                case RGB -> SrgbConversion.RGB;
                case CMYK, INVERTED_CMYK, INVERTED_YCCK -> SrgbConversion.CMYK;
            };
        }

        /// Whether its samples are light rather than ink.
        boolean isForScreens() {
            return this == GREY || this == RGB;
        }
    }

    private ImageHeader header() {
        return new ImageHeader(Optional.of(ImageType.JPEG), width, height, 1, orientation);
    }

    /// Walks to the end of the image, or to the first so many scans.
    ///
    /// @return false where the markers make no sense
    private boolean walk(int scansToSee) {
        file.position(2);
        while (scans < scansToSee) {
            int marker = nextMarker();
            if (marker == 0xD9) {
                return true;
            }
            if (marker == 0x01) {
                continue;
            }
            if (marker == 0xD8 || !read(marker, segment())) {
                return false;
            }
        }
        return true;
    }

    /// Finds the next marker: entropy-coded data, fill bytes and whatever else stands between two segments is
    /// skipped.
    private int nextMarker() {
        int at = file.position();
        while (true) {
            while (at < bytes.length && bytes[at] != (byte) 0xFF) {
                at++;
            }
            while (at < bytes.length && bytes[at] == (byte) 0xFF) {
                at++;
            }
            if (at >= bytes.length) {
                throw new BufferUnderflowException();
            }
            int code = Byte.toUnsignedInt(bytes[at++]);
            boolean data = code == 0 || (code >= 0xD0 && code <= 0xD7);
            if (!data) {
                file.position(at);
                return code;
            }
        }
    }

    private ByteBuffer segment() {
        int length = Short.toUnsignedInt(file.getShort());
        return Segments.take(file, Math.max(0, length - 2));
    }

    private boolean read(int marker, ByteBuffer segment) {
        return switch (marker) {
            case 0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF -> frame(marker, segment);
            case 0xDA -> {
                scans++;
                yield framed;
            }
            case 0xE1 -> {
                exif(segment);
                yield true;
            }
            case 0xE2 -> {
                profilePart(segment);
                yield true;
            }
            case 0xEE -> {
                if (segment.limit() >= 12 && segment.getInt(0) == ADOBE_NAME) {
                    adobeTransform = segment.get(11);
                }
                yield true;
            }
            default -> true;
        };
    }

    private void profilePart(ByteBuffer segment) {
        int named = PROFILE_NAME.length;
        if (segment.limit() > named + 2 && Arrays.equals(PROFILE_NAME, Arrays.copyOf(bytesOf(segment), named))) {
            byte[] part = bytesOf(segment);
            profilePlaces.add(segment.arrayOffset());
            profileParts.putIfAbsent(Byte.toUnsignedInt(part[named]), Arrays.copyOfRange(part, named + 2, part.length));
        }
    }

    private static byte[] bytesOf(ByteBuffer segment) {
        byte[] bytes = new byte[segment.limit()];
        segment.get(0, bytes);
        return bytes;
    }

    private boolean frame(int marker, ByteBuffer segment) {
        if (framed || segment.limit() < 6) {
            return false;
        }
        framed = true;
        height = Short.toUnsignedInt(segment.getShort(1));
        width = Short.toUnsignedInt(segment.getShort(3));
        components = segment.get(5);
        boolean huffman = marker <= 0xC2;
        supported = huffman
                && segment.get(0) == LOSSY_PRECISION_BITS
                && (components == 1 || components >= 3)
                && components <= INKS;
        return true;
    }

    private void exif(ByteBuffer segment) {
        if (!oriented && segment.limit() > 6 && segment.getInt(0) == EXIF_NAME && segment.getShort(4) == 0) {
            oriented = true;
            orientation = ExifOrientation.of(segment.position(6));
        }
    }
}
