/// Fuzzing of what reads files of strangers.
@NullMarked
package dev.darkroom.fuzzing;

import org.jspecify.annotations.NullMarked;
