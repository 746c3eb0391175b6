/// What an original is, and its renditions: header first, then pixels, behind [RenditionEngine]. Knows no AWS.
@NullMarked
package dev.darkroom.thumbnail.image;

import org.jspecify.annotations.NullMarked;
