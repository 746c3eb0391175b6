/// The HTTP API: requests become payload format 2.0 events, and what functions return becomes responses.
@NullMarked
package dev.darkroom.localcloud.frontdoor;

import org.jspecify.annotations.NullMarked;
