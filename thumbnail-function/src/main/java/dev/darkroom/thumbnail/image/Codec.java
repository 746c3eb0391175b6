package dev.darkroom.thumbnail.image;

import dev.darkroom.model.ImageType;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.Set;

/// What reads originals and writes renditions.
interface Codec {
    /// Counts up whenever the same pixels give other bytes.
    String version();

    /// What it writes.
    Set<RenditionFormat> formats();

    /// Decodes an original that passed inspection, at a reduced size where that is cheaper.
    ///
    /// @param arena what the pixels live as long as
    /// @throws IOException where the file is damaged; so says any RuntimeException, too
    Decoded decode(byte[] original, ImageHeader header, ImageType type, Wanted wanted, Arena arena) throws IOException;
}
