/// The Lambda service: functions in child processes, synchronous and asynchronous invocation.
@NullMarked
package dev.darkroom.localcloud.lambda;

import org.jspecify.annotations.NullMarked;
