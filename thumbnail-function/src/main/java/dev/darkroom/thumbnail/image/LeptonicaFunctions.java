package dev.darkroom.thumbnail.image;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The functions that are used of Leptonica, each bound at its first use, as that costs a cold start a few
/// milliseconds, and called with its own types, which costs half as much the first time and later a third of what
/// a call with a list of arguments does.
/// Source: <https://tpgit.github.io/Leptonica/>,
/// <https://docs.oracle.com/en/java/javase/25/core/foreign-function-and-memory-api.html>
@SuppressWarnings("restricted")
final class LeptonicaFunctions {
    private final SymbolLookup symbols;
    private final Map<String, MethodHandle> bound = new ConcurrentHashMap<>();

    LeptonicaFunctions(SymbolLookup symbols) {
        this.symbols = symbols;
    }

    void setMsgSeverity(int severity) {
        MethodHandle handle = function("setMsgSeverity", JAVA_INT, JAVA_INT);
        try {
            int _ = (int) handle.invokeExact(severity);
        } catch (Throwable thrown) {
            throw never(thrown);
        }
    }

    MemorySegment pixReadMemJpeg(MemorySegment file, long size, int reduction, MemorySegment warnings) {
        MethodHandle handle =
                function("pixReadMemJpeg", ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
        try {
            return (MemorySegment) handle.invokeExact(file, size, 0, reduction, warnings, 0);
        } catch (Throwable thrown) {
            throw never(thrown);
        }
    }

    MemorySegment pixReadMemWebP(MemorySegment file, long size) {
        MethodHandle handle = function("pixReadMemWebP", ADDRESS, ADDRESS, JAVA_LONG);
        try {
            return (MemorySegment) handle.invokeExact(file, size);
        } catch (Throwable thrown) {
            throw never(thrown);
        }
    }

    MemorySegment pixCreate(int width, int height, int depth) {
        MethodHandle handle = function("pixCreate", ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT);
        try {
            return (MemorySegment) handle.invokeExact(width, height, depth);
        } catch (Throwable thrown) {
            throw never(thrown);
        }
    }

    MemorySegment pixScaleColorLi(MemorySegment pix, float factorX, float factorY) {
        MethodHandle handle = function("pixScaleColorLI", ADDRESS, ADDRESS, JAVA_FLOAT, JAVA_FLOAT);
        try {
            return (MemorySegment) handle.invokeExact(pix, factorX, factorY);
        } catch (Throwable thrown) {
            throw never(thrown);
        }
    }

    MemorySegment pixRotateOrth(MemorySegment pix, int quarters) {
        MethodHandle handle = function("pixRotateOrth", ADDRESS, ADDRESS, JAVA_INT);
        try {
            return (MemorySegment) handle.invokeExact(pix, quarters);
        } catch (Throwable thrown) {
            throw never(thrown);
        }
    }

    MemorySegment pixFlipLr(MemorySegment pix) {
        MethodHandle handle = function("pixFlipLR", ADDRESS, ADDRESS, ADDRESS);
        try {
            return (MemorySegment) handle.invokeExact(MemorySegment.NULL, pix);
        } catch (Throwable thrown) {
            throw never(thrown);
        }
    }

    MemorySegment pixConvertTo32(MemorySegment pix) {
        return addressOf("pixConvertTo32", pix);
    }

    MemorySegment pixGetData(MemorySegment pix) {
        return addressOf("pixGetData", pix);
    }

    void pixGetDimensions(MemorySegment pix, MemorySegment width, MemorySegment height, MemorySegment depth) {
        MethodHandle handle = function("pixGetDimensions", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
        try {
            int _ = (int) handle.invokeExact(pix, width, height, depth);
        } catch (Throwable thrown) {
            throw never(thrown);
        }
    }

    int pixGetSpp(MemorySegment pix) {
        MethodHandle handle = function("pixGetSpp", JAVA_INT, ADDRESS);
        try {
            return (int) handle.invokeExact(pix);
        } catch (Throwable thrown) {
            throw never(thrown);
        }
    }

    void pixSetSpp(MemorySegment pix, int samples) {
        MethodHandle handle = function("pixSetSpp", JAVA_INT, ADDRESS, JAVA_INT);
        try {
            int _ = (int) handle.invokeExact(pix, samples);
        } catch (Throwable thrown) {
            throw never(thrown);
        }
    }

    void pixSetText(MemorySegment pix, MemorySegment text) {
        MethodHandle handle = function("pixSetText", JAVA_INT, ADDRESS, ADDRESS);
        try {
            int _ = (int) handle.invokeExact(pix, text);
        } catch (Throwable thrown) {
            throw never(thrown);
        }
    }

    int pixWriteMemJpeg(MemorySegment file, MemorySegment size, MemorySegment pix, int quality, int progressive) {
        return written("pixWriteMemJpeg", file, size, pix, quality, progressive);
    }

    int pixWriteMemWebP(MemorySegment file, MemorySegment size, MemorySegment pix, int quality, int lossless) {
        return written("pixWriteMemWebP", file, size, pix, quality, lossless);
    }

    /// @param place where the image's address stands
    void pixDestroy(MemorySegment place) {
        give("pixDestroy", place);
    }

    void leptFree(MemorySegment memory) {
        give("lept_free", memory);
    }

    private int written(String name, MemorySegment file, MemorySegment size, MemorySegment pix, int quality, int mode) {
        MethodHandle handle = function(name, JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_INT, JAVA_INT);
        try {
            return (int) handle.invokeExact(file, size, pix, quality, mode);
        } catch (Throwable thrown) {
            throw never(thrown);
        }
    }

    private MemorySegment addressOf(String name, MemorySegment pix) {
        MethodHandle handle = function(name, ADDRESS, ADDRESS);
        try {
            return (MemorySegment) handle.invokeExact(pix);
        } catch (Throwable thrown) {
            throw never(thrown);
        }
    }

    private void give(String name, MemorySegment address) {
        MethodHandle handle = bound(name, FunctionDescriptor.ofVoid(ADDRESS));
        try {
            handle.invokeExact(address);
        } catch (Throwable thrown) {
            throw never(thrown);
        }
    }

    private MethodHandle function(String name, MemoryLayout result, MemoryLayout... arguments) {
        return bound(name, FunctionDescriptor.of(result, arguments));
    }

    private MethodHandle bound(String name, FunctionDescriptor shape) {
        return bound.computeIfAbsent(
                name, symbol -> Linker.nativeLinker().downcallHandle(symbols.findOrThrow(symbol), shape));
    }

    /// Native code throws nothing.
    private static IllegalStateException never(Throwable thrown) {
        return new IllegalStateException("a native call threw", thrown);
    }
}
