/// docs/first-steps.md, run as it stands.
@NullMarked
package dev.darkroom.e2e.firststeps;

import org.jspecify.annotations.NullMarked;
