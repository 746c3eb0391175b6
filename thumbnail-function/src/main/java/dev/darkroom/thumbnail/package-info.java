/// Lambda function: renditions of an uploaded photo, and its manifest.
@NullMarked
package dev.darkroom.thumbnail;

import org.jspecify.annotations.NullMarked;
