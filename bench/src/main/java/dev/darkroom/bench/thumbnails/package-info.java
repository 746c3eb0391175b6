/// This engine, plain Thumbnailator and sharp, on the same photos and the same core.
@NullMarked
package dev.darkroom.bench.thumbnails;

import org.jspecify.annotations.NullMarked;
