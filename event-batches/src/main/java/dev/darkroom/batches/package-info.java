/// The records of one invocation's event, and which of them come again after a failure.
@NullMarked
package dev.darkroom.batches;

import org.jspecify.annotations.NullMarked;
