/// The deployed functions, seen from outside: scenarios written once against a cloud, and the clouds that they run on.
@NullMarked
package dev.darkroom.e2e;

import org.jspecify.annotations.NullMarked;
