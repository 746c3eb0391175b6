/// Event source mappings: what polls streams and queues, and invokes functions with what it finds.
@NullMarked
package dev.darkroom.localcloud.mapping;

import org.jspecify.annotations.NullMarked;
