/// Lambda functions: content lists of a photo's audience.
@NullMarked
package dev.darkroom.feed;

import org.jspecify.annotations.NullMarked;
