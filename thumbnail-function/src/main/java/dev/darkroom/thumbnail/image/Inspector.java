package dev.darkroom.thumbnail.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.darkroom.model.ImageType;
import dev.darkroom.model.Rejection;
import java.nio.BufferUnderflowException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Reads an original's type, size and structure from its bytes, never from its name, and holds it to the limits.
final class Inspector {
    /// More frames than any animation that people share; each costs time to walk through.
    static final int MAX_FRAMES = 1_000;

    /// The longest edge that any of the four formats, and so a rendition's arithmetic, can have.
    static final int MAX_EDGE_PIXELS = 65_535;

    /// How many times as long as the shorter edge the longer one may be. Panoramas have up to ten, pages of comics
    /// forty; of what has more, a rendition of 640 pixels is no more than six pixels wide.
    static final int MAX_ASPECT = 100;

    /// More scans than any encoder writes. Even in the smallest image each costs a decoder its tables.
    static final int MAX_SCANS = 32;

    /// Pixels times scans, as each scan makes a decoder go over the whole image once more: 100 megapixels in 15
    /// scans, while encoders make 10 to 12 of a progressive JPEG.
    static final long MAX_SCANNED_PIXELS = 1_500_000_000;

    private static final int LONGEST_MAGIC = 12;

    /// Images that people have and Darkroom does not take: HEIC, AVIF and JPEG XL or 2000 in boxes, TIFF, BMP, PSD,
    /// bare JPEG XL.
    private static final List<Magic> FOREIGN = List.of(
            new Magic(4, "ftypheic"),
            new Magic(4, "ftypheix"),
            new Magic(4, "ftypheim"),
            new Magic(4, "ftyphevc"),
            new Magic(4, "ftypmif1"),
            new Magic(4, "ftypmsf1"),
            new Magic(4, "ftypavif"),
            new Magic(4, "ftypavis"),
            new Magic(4, "JXL "),
            new Magic(4, "jP  "),
            new Magic(0, "II*\0"),
            new Magic(0, "MM\0*"),
            new Magic(0, "BM"),
            new Magic(0, "8BPS"),
            new Magic(0, "\u00ff\n"));

    private Inspector() {}

    static Inspection inspect(byte[] original) {
        Optional<ImageType> type = typeOf(original);
        if (type.isEmpty()) {
            boolean image = FOREIGN.stream().anyMatch(magic -> magic.begins(original));
            return new Inspection.Refused(
                    ImageHeader.UNKNOWN, image ? Rejection.TYPE_NOT_ALLOWED : Rejection.NOT_AN_IMAGE);
        }
        return switch (type.get()) {
            case JPEG -> read(original, ImageType.JPEG, JpegStructure::inspect);
            case PNG -> read(original, ImageType.PNG, PngStructure::inspect);
            case GIF -> read(original, ImageType.GIF, GifStructure::inspect);
            case WEBP -> read(original, ImageType.WEBP, WebpStructure::inspect);
        };
    }

    private static Optional<ImageType> typeOf(byte[] original) {
        String start = new String(original, 0, Math.min(original.length, LONGEST_MAGIC), ISO_8859_1);
        if (start.startsWith("\u00ff\u00d8\u00ff")) {
            return Optional.of(ImageType.JPEG);
        }
        if (start.startsWith("\u0089PNG\r\n\u001a\n")) {
            return Optional.of(ImageType.PNG);
        }
        if (start.startsWith("GIF87a") || start.startsWith("GIF89a")) {
            return Optional.of(ImageType.GIF);
        }
        return start.startsWith("RIFF") && start.startsWith("WEBP", 8) ? Optional.of(ImageType.WEBP) : Optional.empty();
    }

    private static Inspection read(byte[] original, ImageType type, Function<byte[], Inspection> structure) {
        try {
            return switch (structure.apply(original)) {
                case Inspection.Acceptable acceptable -> withinLimits(acceptable);
                case Inspection.Refused refused -> refused;
            };
        } catch (BufferUnderflowException endsEarly) {
            return new Inspection.Refused(ImageHeader.of(type), Rejection.TRUNCATED);
        }
    }

    private static Inspection withinLimits(Inspection.Acceptable acceptable) {
        ImageHeader header = acceptable.header();
        if (header.width() <= 0 || header.height() <= 0) {
            return new Inspection.Refused(header, Rejection.DAMAGED);
        }
        if (header.pixels() > acceptable.type().maxPixels() || header.longerEdge() > MAX_EDGE_PIXELS) {
            return new Inspection.Refused(header, Rejection.TOO_MANY_PIXELS);
        }
        if (header.longerEdge() > (long) MAX_ASPECT * Math.min(header.width(), header.height())) {
            return new Inspection.Refused(header, Rejection.TOO_NARROW);
        }
        if (acceptable.scans() > MAX_SCANS || header.pixels() * acceptable.scans() > MAX_SCANNED_PIXELS) {
            return new Inspection.Refused(header, Rejection.TOO_MUCH_WORK);
        }
        return header.frames() > MAX_FRAMES ? new Inspection.Refused(header, Rejection.TOO_MANY_FRAMES) : acceptable;
    }

    private record Magic(int offset, String text) {
        boolean begins(byte[] file) {
            return file.length >= offset + text.length()
                    && text.equals(new String(file, offset, text.length(), ISO_8859_1));
        }
    }
}
