/// Faults on purpose, for tests: calls that are refused by rule, deliveries that fail or happen twice by chance.
@NullMarked
package dev.darkroom.localcloud.faults;

import org.jspecify.annotations.NullMarked;
