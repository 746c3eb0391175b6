/// What callers may do: the rights that a request needs, those that a role has, and the decision between them.
@NullMarked
package dev.darkroom.localcloud.rights;

import org.jspecify.annotations.NullMarked;
