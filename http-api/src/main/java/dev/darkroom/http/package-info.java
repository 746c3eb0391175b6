/// HTTP API payload 2.0, claims, problem+json and cursors.
@NullMarked
package dev.darkroom.http;

import org.jspecify.annotations.NullMarked;
