package dev.darkroom.thumbnail.image;

/// A rendition that every photo is offered in: one line of the table.
///
/// @param name such as `large`
/// @param edgePixels of the longer edge, or of the square; a smaller original keeps its size
/// @param shape what becomes of the photo's proportions
/// @param quality 1 to 100
public record RenditionSpec(String name, int edgePixels, Shape shape, RenditionFormat format, int quality) {
    /// What becomes of a photo's proportions.
    public enum Shape {
        /// Kept: the whole photo within a square of the edge.
        FIT,
        /// Cut to the square in the photo's centre.
        SQUARE
    }

    /// What the photo's edges are multiplied by before anything is cut off, at most 1.
    double scale(int width, int height) {
        int bounded = shape == Shape.FIT ? Math.max(width, height) : Math.min(width, height);
        return Math.min(1, (double) edgePixels / bounded);
    }

    @Override
    public String toString() {
        return name + " " + edgePixels + " " + (shape == Shape.FIT ? "fit" : "square") + " " + format.word() + " "
                + quality;
    }
}
