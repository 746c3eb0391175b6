package dev.darkroom.thumbnail.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// In which colours a PNG's samples are measured: those of its embedded profile.
/// Source: <https://www.w3.org/TR/png-3/#11iCCP>
final class PngColours {
    private static final int PIECE_BYTES = 1 << 16;

    private PngColours() {}

    /// @param original an acceptable PNG
    static Optional<SrgbConversion> of(byte[] original) {
        return SrgbConversion.from(
                profile(PngStructure.profile(original)),
                PngStructure.isGrey(original) ? SrgbConversion.GREY : SrgbConversion.RGB);
    }

    /// The profile of an iCCP chunk: after a name and its zero, a zero for the only method, the bytes compressed.
    /// Nothing
    /// where they are no such thing, or more than any profile has.
    private static byte[] profile(ByteBuffer chunk) {
        while (chunk.hasRemaining() && chunk.get() != 0) {
            // The name is for people.
        }
        if (chunk.remaining() < 2 || chunk.get() != 0) {
            return new byte[0];
        }
        var profile = new ByteArrayOutputStream();
        byte[] piece = new byte[PIECE_BYTES];
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(chunk);
            int length = inflater.inflate(piece);
            while (length > 0 && profile.size() <= SrgbConversion.MAX_PROFILE_BYTES) {
                profile.write(piece, 0, length);
                length = inflater.inflate(piece);
            }
            return inflater.finished() ? profile.toByteArray() : new byte[0];
        } catch (DataFormatException senseless) {
            return new byte[0];
        } finally {
            inflater.end();
        }
    }
}
