/// What survives the death of any process: append-only logs.
@NullMarked
package dev.darkroom.localcloud.durable;

import org.jspecify.annotations.NullMarked;
