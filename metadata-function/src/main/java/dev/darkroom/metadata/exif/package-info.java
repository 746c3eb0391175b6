/// What the camera wrote about the moment, from the EXIF block in the head of an original. Knows no AWS and no
/// pixels.
@NullMarked
package dev.darkroom.metadata.exif;

import org.jspecify.annotations.NullMarked;
