package dev.darkroom.thumbnail.image;

import java.util.List;

/// A size that every photo is offered in.
///
/// @param maxEdgePixels of the longer edge; a smaller original keeps its size
record RenditionSize(String name, int maxEdgePixels) {
    /// From the largest to the smallest, as each is made from the one before.
    static final List<RenditionSize> ALL = List.of(
            new RenditionSize("large", 1600), new RenditionSize("medium", 640), new RenditionSize("small", 160));

    static final RenditionSize LARGEST = ALL.getFirst();

    /// What an edge becomes: the longer one at most [#maxEdgePixels], the other in proportion, never under one
    /// pixel.
    int scaled(int edge, int longerEdge) {
        return longerEdge <= maxEdgePixels
                ? edge
                : Math.max(1, (int) Math.round((double) edge * maxEdgePixels / longerEdge));
    }
}
