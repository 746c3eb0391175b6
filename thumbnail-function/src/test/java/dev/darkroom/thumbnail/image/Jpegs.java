package dev.darkroom.thumbnail.image;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/// Writes progressive JPEGs of plain grey in as many scans as an encoder may make, each of which takes a decoder
/// over all pixels and the file next to no bytes.
/// Source: <https://www.w3.org/Graphics/JPEG/itu-t81.pdf>, annexes B and G
final class Jpegs {
    /// The first scan, and for each channel one of all frequencies and ten that make them more exact.
    static final int MOST_SCANS = 34;

    private static final int CHANNELS = 3;
    private static final int BLOCK = 8;
    private static final int FREQUENCIES = 63;
    private static final int REFINEMENTS = 10;

    /// The code for 2^14 blocks that have nothing more, to which 14 bits add.
    private static final int RUN = 0xE0;

    private static final int RUN_BLOCKS = 1 << 14;
    private static final int RUN_BITS = 15;

    private final ByteArrayOutputStream file = new ByteArrayOutputStream();
    private final long blocks;

    private Jpegs(int width, int height) {
        blocks = (long) Math.ceilDiv(width, BLOCK) * Math.ceilDiv(height, BLOCK);
        write(0xFF, 0xD8, 0xFF, 0xDB, 0, 67, 0);
        byte[] ones = new byte[64];
        Arrays.fill(ones, (byte) 1);
        file.writeBytes(ones);
        write(0xFF, 0xC2, 0, 17, 8, height >> 8, height, width >> 8, width, CHANNELS);
        for (int channel = 1; channel <= CHANNELS; channel++) {
            write(channel, 0x11, 0);
        }
        // One code of one bit each: no difference to the block before, and the run.
        writeCodes(0x00, 0);
        writeCodes(0x10, RUN);
    }

    /// @param scans up to [#MOST_SCANS]
    static byte[] progressive(int width, int height, int scans) {
        var jpeg = new Jpegs(width, height);
        jpeg.writeFirstScan();
        for (int scan = 1; scan < scans; scan++) {
            int channel = (scan - 1) / (REFINEMENTS + 1) + 1;
            int refinement = (scan - 1) % (REFINEMENTS + 1);
            jpeg.writeEmptyScan(channel, refinement == 0 ? 0 : REFINEMENTS - refinement + 1, REFINEMENTS - refinement);
        }
        jpeg.write(0xFF, 0xD9);
        return jpeg.file.toByteArray();
    }

    private void writeFirstScan() {
        write(0xFF, 0xDA, 0, 12, CHANNELS, 1, 0, 2, 0, 3, 0, 0, 0, 0);
        writeZeros(CHANNELS * blocks);
    }

    private void writeEmptyScan(int channel, int before, int after) {
        write(0xFF, 0xDA, 0, 8, 1, channel, 0, 1, FREQUENCIES, (before << 4) | after);
        writeZeros(Math.ceilDiv(blocks, RUN_BLOCKS) * RUN_BITS);
    }

    /// So many zero bits, and ones up to the end of the byte.
    private void writeZeros(long bits) {
        file.writeBytes(new byte[(int) (bits / Byte.SIZE)]);
        int left = (int) (bits % Byte.SIZE);
        if (left > 0) {
            write(0xFF >> left);
        }
    }

    private void writeCodes(int table, int symbol) {
        write(0xFF, 0xC4, 0, 20, table, 1);
        file.writeBytes(new byte[15]);
        write(symbol);
    }

    private void write(int... bytes) {
        for (int one : bytes) {
            file.write(one);
        }
    }
}
