package dev.darkroom.thumbnail.image;

import java.util.Base64;

/// What is shown until a rendition has loaded.
///
/// @param thumbHash in base 64
/// @param dominantColour such as `#3a6ea5`
public record Placeholder(String thumbHash, String dominantColour) {
    static Placeholder of(Pixels pixels) {
        double scale = Math.min(1, (double) ThumbHash.MAX_EDGE_PIXELS / Math.max(pixels.width(), pixels.height()));
        Pixels scaled = pixels.scaledTo(edge(pixels.width(), scale), edge(pixels.height(), scale));
        RgbPixels few = scaled.inHeap();
        byte[] opacity = scaled.opacity().orElse(new byte[0]);
        return new Placeholder(Base64.getEncoder().encodeToString(ThumbHash.of(few, opacity)), DominantColour.of(few));
    }

    private static int edge(int edge, double scale) {
        return Math.max(1, (int) Math.round(edge * scale));
    }
}
