package dev.darkroom.thumbnail.image;

import java.nio.ByteBuffer;
import java.util.StringJoiner;

/// The segments of a JPEG up to its first scan.
final class Markers {
    private Markers() {}

    /// Such as `E0 DB C0:22,11,11 DA`: a frame with the sampling factors of its components.
    static String of(byte[] jpeg) {
        var markers = new StringJoiner(" ");
        ByteBuffer file = ByteBuffer.wrap(jpeg).position(2);
        int marker = 0;
        while (marker != 0xDA) {
            marker = file.getShort() & 0xFF;
            ByteBuffer segment = Segments.take(file, file.getShort() - 2);
            markers.add("%02X".formatted(marker) + (marker == 0xC0 || marker == 0xC2 ? ":" + sampling(segment) : ""));
        }
        return markers.toString();
    }

    private static String sampling(ByteBuffer frame) {
        var factors = new StringJoiner(",");
        for (int component = 0; component < frame.get(5); component++) {
            factors.add("%02x".formatted(frame.get(7 + 3 * component)));
        }
        return factors.toString();
    }
}
