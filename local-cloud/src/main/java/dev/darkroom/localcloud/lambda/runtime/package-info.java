/// Execution environments: child JVMs that run a function's own zip with AWS's runtime interface client.
@NullMarked
package dev.darkroom.localcloud.lambda.runtime;

import org.jspecify.annotations.NullMarked;
