package dev.darkroom.bench;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;

/// The originals of a burst: a few photos, each many times with another mark, so that all differ in their bytes. Each
/// is
/// made when it is asked for, as all at once would take more memory than `./darkroom` has.
///
/// @param count how many a round has
record Originals(List<byte[]> photos, int count) {
    /// Making one takes about a second.
    private static final int PHOTOS = 8;

    static Originals of(int count) {
        return new Originals(
                IntStream.range(0, Math.min(count, PHOTOS))
                        .mapToObj(SamplePhoto::jpeg)
                        .toList(),
                count);
    }

    /// The first few, for warming up.
    Originals few() {
        return new Originals(photos, photos.size());
    }

    /// One of them; the same photo with another checksum in each round, as decoders ignore what follows the image.
    ///
    /// @param index 0 to `count` - 1
    byte[] get(int index, int round) {
        byte[] jpeg = photos.get(index % photos.size());
        return ByteBuffer.allocate(jpeg.length + 2 * Integer.BYTES)
                .put(jpeg)
                .putInt(round)
                .putInt(index)
                .array();
    }
}
