/// The part of Lambda's REST API that callers of functions use.
@NullMarked
package dev.darkroom.localcloud.lambda.api;

import org.jspecify.annotations.NullMarked;
