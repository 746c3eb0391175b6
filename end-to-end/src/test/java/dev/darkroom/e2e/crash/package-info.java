/// What was stored arrives once, whatever dies; and nothing outlives a cloud.
@NullMarked
package dev.darkroom.e2e.crash;

import org.jspecify.annotations.NullMarked;
