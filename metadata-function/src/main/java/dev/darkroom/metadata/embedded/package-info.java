/// What a file says of itself and of its photo, from the EXIF, IPTC and XMP blocks in the head of an original. Knows
/// no AWS and no pixels.
@NullMarked
package dev.darkroom.metadata.embedded;

import org.jspecify.annotations.NullMarked;
