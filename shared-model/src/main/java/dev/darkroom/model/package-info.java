/// Ids, records, manifest, event and message contracts, visibility and feed rules; a leaf.
@NullMarked
package dev.darkroom.model;

import org.jspecify.annotations.NullMarked;
