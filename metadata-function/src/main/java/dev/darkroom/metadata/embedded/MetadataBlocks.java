package dev.darkroom.metadata.embedded;

import dev.darkroom.model.ImageType;
import java.util.Optional;

/// The blocks of metadata in an original: of each kind the first, if there is one and it is not absurdly large.
///
/// @param exif from its TIFF header on, 1 MB at most
/// @param iptc the records of IPTC's information interchange model, 64 KB at most
/// @param xmp the packet, 64 KB at most, which is what a JPEG's segment holds
/// @param isComplete whether no more can be found in the rest of the file, if what was at hand was not all of it
public record MetadataBlocks(Optional<byte[]> exif, Optional<byte[]> iptc, Optional<byte[]> xmp, boolean isComplete) {
    /// A file that has none.
    public static final MetadataBlocks NONE =
            new MetadataBlocks(Optional.empty(), Optional.empty(), Optional.empty(), true);

    /// Looks for the blocks.
    ///
    /// @param head the file's first bytes
    /// @param type what the file is known to be
    public static MetadataBlocks find(ImageType type, byte[] head) {
        return new BlockSearch(head).in(type);
    }
}
