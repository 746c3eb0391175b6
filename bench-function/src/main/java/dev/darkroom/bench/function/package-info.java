/// An empty function.
@NullMarked
package dev.darkroom.bench.function;

import org.jspecify.annotations.NullMarked;
