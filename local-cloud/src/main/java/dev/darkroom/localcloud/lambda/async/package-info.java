/// Lambda's asynchronous invocation: a queue that survives the process, retries, and failure destinations.
@NullMarked
package dev.darkroom.localcloud.lambda.async;

import org.jspecify.annotations.NullMarked;
