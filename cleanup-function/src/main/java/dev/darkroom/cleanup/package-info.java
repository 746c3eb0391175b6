/// Lambda function: deletes the objects of photos whose life has ended.
@NullMarked
package dev.darkroom.cleanup;

import org.jspecify.annotations.NullMarked;
