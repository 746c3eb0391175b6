/// Time to live: items whose time is past are deleted.
@NullMarked
package dev.darkroom.localcloud.expiry;

import org.jspecify.annotations.NullMarked;
