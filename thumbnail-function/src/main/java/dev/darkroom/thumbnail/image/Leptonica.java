package dev.darkroom.thumbnail.image;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import javax.imageio.IIOException;

/// The few things that are done with the Leptonica library, which carries libjpeg-turbo and libwebp. An image (a
/// PIX) has one 32-bit word a pixel: red in the highest byte, then green, blue, and alpha where it has any.
/// Source: <https://tpgit.github.io/Leptonica/>,
/// <https://docs.oracle.com/en/java/javase/25/core/foreign-function-and-memory-api.html>
@SuppressWarnings("restricted")
final class Leptonica {
    private static final int SILENT = 6;
    private static final int BITS_A_PIXEL = 32;
    private static final int RGBA = 4;

    private final LeptonicaFunctions leptonica;

    private Leptonica(LeptonicaFunctions leptonica) {
        this.leptonica = leptonica;
    }

    /// Loads the library for the life of the process.
    ///
    /// @throws IllegalArgumentException where this machine cannot load it
    static Leptonica load(Path library) {
        var functions = new LeptonicaFunctions(SymbolLookup.libraryLookup(library, Arena.global()));
        functions.setMsgSeverity(SILENT);
        silenceStandardError();
        return new Leptonica(functions);
    }

    /// libjpeg writes what it finds odd to C's standard error, where it would stand between the lines of the log,
    /// and Leptonica lets nobody else have it. With glibc that stream is a variable which may be set like any
    /// other; Java, and what HotSpot says when it crashes, go past it.
    /// Source: <https://sourceware.org/glibc/manual/latest/html_node/Standard-Streams.html>
    private static void silenceStandardError() {
        SymbolLookup libc = Linker.nativeLinker().defaultLookup();
        MethodHandle open = Linker.nativeLinker()
                .downcallHandle(libc.findOrThrow("fopen"), FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS));
        try (Arena call = Arena.ofConfined()) {
            MemorySegment nowhere =
                    (MemorySegment) open.invokeExact(call.allocateFrom("/dev/null"), call.allocateFrom("w"));
            if (!nowhere.equals(MemorySegment.NULL)) {
                libc.findOrThrow("stderr").reinterpret(ADDRESS.byteSize()).set(ADDRESS, 0, nowhere);
            }
        } catch (Throwable neverThrownByNativeCode) {
            throw new IllegalStateException("fopen", neverThrownByNativeCode);
        }
    }

    /// Decodes a JPEG, grey or colour.
    ///
    /// @param reduction 1, 2, 4 or 8: what both edges are divided by, rounded up
    /// @param arena what the image lives as long as
    /// @throws Doubtful where libjpeg gave up or warned
    Pix readJpeg(byte[] file, int reduction, Arena arena) throws Doubtful {
        try (Arena call = Arena.ofConfined()) {
            MemorySegment warnings = call.allocate(JAVA_INT);
            Pix pix = read(
                    leptonica.pixReadMemJpeg(call.allocateFrom(JAVA_BYTE, file), file.length, reduction, warnings),
                    arena);
            if (warnings.get(JAVA_INT, 0) != 0) {
                throw new Doubtful("libjpeg warned");
            }
            // The comment of the original, which would be written into what is made of it.
            leptonica.pixSetText(pix.address(), MemorySegment.NULL);
            return inWords(pix, arena);
        }
    }

    /// Decodes a WebP that is not animated.
    ///
    /// @throws Doubtful where libwebp cannot
    Pix readWebp(byte[] file, Arena arena) throws Doubtful {
        try (Arena call = Arena.ofConfined()) {
            return read(leptonica.pixReadMemWebP(call.allocateFrom(JAVA_BYTE, file), file.length), arena);
        }
    }

    /// Whether a pixel's lowest byte says how opaque it is.
    boolean hasOpacity(Pix pix) {
        return leptonica.pixGetSpp(pix.address()) == RGBA;
    }

    /// An image of zeros.
    Pix create(int width, int height, Arena arena) {
        return made(leptonica.pixCreate(width, height, BITS_A_PIXEL), arena);
    }

    /// Makes it a little smaller by interpolating between neighbours.
    ///
    /// @param factorX above 0.7
    /// @param factorY the same
    Pix interpolated(Pix pix, float factorX, float factorY, Arena arena) {
        return made(leptonica.pixScaleColorLi(pix.address(), factorX, factorY), arena);
    }

    /// Turns by quarters, clockwise.
    Pix turned(Pix pix, int quarters, Arena arena) {
        return made(leptonica.pixRotateOrth(pix.address(), quarters), arena);
    }

    /// Exchanges left and right.
    Pix mirrored(Pix pix, Arena arena) {
        return made(leptonica.pixFlipLr(pix.address()), arena);
    }

    /// @param quality 1 to 100
    byte[] jpeg(Pix pix, int quality, boolean progressive) {
        return written(
                (file, size) -> leptonica.pixWriteMemJpeg(file, size, pix.address(), quality, progressive ? 1 : 0));
    }

    /// @param quality 1 to 100, lossy
    byte[] webp(Pix pix, int quality) {
        return written((file, size) -> leptonica.pixWriteMemWebP(file, size, pix.address(), quality, 0));
    }

    /// The same with the opacity that the lowest bytes say.
    byte[] webpWithOpacity(Pix pix, int quality) {
        leptonica.pixSetSpp(pix.address(), RGBA);
        return webp(pix, quality);
    }

    /// Writes a file's address and its size to where they are asked for; returns other than 0 where that failed.
    private interface Writing {
        int write(MemorySegment file, MemorySegment size);
    }

    private byte[] written(Writing writing) {
        try (Arena call = Arena.ofConfined()) {
            MemorySegment file = call.allocate(ADDRESS);
            MemorySegment size = call.allocate(JAVA_LONG);
            int failed = writing.write(file, size);
            MemorySegment bytes = file.get(ADDRESS, 0);
            try {
                if (failed != 0) {
                    throw new OutOfMemoryError("nothing was encoded; nothing but memory can have been missing");
                }
                return bytes.reinterpret(size.get(JAVA_LONG, 0)).toArray(JAVA_BYTE);
            } finally {
                leptonica.leptFree(bytes);
            }
        }
    }

    /// Grey is decoded to a byte a pixel.
    private Pix inWords(Pix pix, Arena arena) {
        return pix.depth() == BITS_A_PIXEL ? pix : made(leptonica.pixConvertTo32(pix.address()), arena);
    }

    private Pix read(MemorySegment image, Arena arena) throws Doubtful {
        if (image.equals(MemorySegment.NULL)) {
            throw new Doubtful("the decoder gave up");
        }
        return owned(image, arena);
    }

    private Pix made(MemorySegment image, Arena arena) {
        if (image.equals(MemorySegment.NULL)) {
            throw new OutOfMemoryError("no image was made; nothing but memory can have been missing");
        }
        return owned(image, arena);
    }

    /// The image, which is freed with the arena.
    private Pix owned(MemorySegment image, Arena arena) {
        MemorySegment address = image.reinterpret(arena, this::destroy);
        MemorySegment numbers = arena.allocate(MemoryLayout.sequenceLayout(3, JAVA_INT));
        leptonica.pixGetDimensions(
                address, numbers, numbers.asSlice(Integer.BYTES), numbers.asSlice(2 * Integer.BYTES));
        int width = numbers.getAtIndex(JAVA_INT, 0);
        int height = numbers.getAtIndex(JAVA_INT, 1);
        int depth = numbers.getAtIndex(JAVA_INT, 2);
        long words = Math.ceilDiv((long) width * depth, BITS_A_PIXEL) * height;
        MemorySegment data = leptonica.pixGetData(address);
        return new Pix(address, width, height, depth, data.reinterpret(words * Integer.BYTES, arena, null));
    }

    private void destroy(MemorySegment image) {
        try (Arena call = Arena.ofConfined()) {
            leptonica.pixDestroy(call.allocateFrom(ADDRESS, image));
        }
    }

    /// An image in native memory.
    ///
    /// @param depth bits a pixel
    /// @param data its rows, each of whole 32-bit words
    record Pix(MemorySegment address, int width, int height, int depth, MemorySegment data) {}

    /// A file that a native decoder did not read to its end without a word. Whether it is damaged is decided
    /// elsewhere.
    static final class Doubtful extends IIOException {
        private static final long serialVersionUID = 1;

        Doubtful(String message) {
            super(message);
        }
    }
}
