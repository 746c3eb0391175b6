/// Log lines and embedded metrics, as CloudWatch reads them.
@NullMarked
package dev.darkroom.telemetry;

import org.jspecify.annotations.NullMarked;
