/// What a template asks for, once its parameters, conditions and intrinsic functions are resolved.
@NullMarked
package dev.darkroom.localcloud.stack;

import org.jspecify.annotations.NullMarked;
