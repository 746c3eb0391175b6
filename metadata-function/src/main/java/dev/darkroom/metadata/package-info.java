/// Lambda function: a photo's metadata and state, from its manifest and the head of its original.
@NullMarked
package dev.darkroom.metadata;

import org.jspecify.annotations.NullMarked;
