package dev.darkroom.metadata.embedded;

import dev.darkroom.model.Capture;
import dev.darkroom.model.ImageType;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.regex.Pattern;

/// What metadata-function does with a file's bytes, for [MetadataFuzzTest]. Bytes that are no image are taken for a
/// block of each kind.
public final class MetadataTarget {
    private static final Pattern TAKEN_AT =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d([+-]\\d\\d:\\d\\d|Z)?");

    private MetadataTarget() {}

    /// Reads whatever it is.
    ///
    /// @throws RuntimeException where the reader throws, or what it read could not be stored and shown
    public static void fuzzerTestOneInput(byte[] input) {
        Capture capture = CaptureReader.read(type(input)
                .map(type -> MetadataBlocks.find(type, input))
                .orElseGet(() -> new MetadataBlocks(Optional.of(input), Optional.of(input), Optional.of(input), true)));
        capture.takenAt().ifPresent(time -> require(TAKEN_AT.matcher(time).matches(), time));
        capture.camera().ifPresent(MetadataTarget::requireName);
        capture.lens().ifPresent(MetadataTarget::requireName);
    }

    private static Optional<ImageType> type(byte[] input) {
        if (input.length < 4) {
            return Optional.empty();
        }
        return switch (ByteBuffer.wrap(input).getInt()) {
            case 0xFFD8FFE0, 0xFFD8FFE1, 0xFFD8FFE2, 0xFFD8FFED -> Optional.of(ImageType.JPEG);
            case 0x89504E47 -> Optional.of(ImageType.PNG);
            case 0x52494646 -> Optional.of(ImageType.WEBP);
            default -> Optional.empty();
        };
    }

    private static void requireName(String name) {
        require(name.equals(PlainText.line(name)), "not clean: " + name);
        require(!name.isEmpty() && name.codePointCount(0, name.length()) <= CaptureReader.MAX_NAME_CHARACTERS, name);
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException(what);
        }
    }
}
