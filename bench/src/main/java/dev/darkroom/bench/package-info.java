/// The measurements of ./darkroom bench.
@NullMarked
package dev.darkroom.bench;

import org.jspecify.annotations.NullMarked;
