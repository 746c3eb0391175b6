/// The functions of the test chain.
@NullMarked
package dev.darkroom.localcloud.chain;

import org.jspecify.annotations.NullMarked;
