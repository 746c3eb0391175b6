/// openapi.yaml as a test holds answers to it.
@NullMarked
package dev.darkroom.http.contract;

import org.jspecify.annotations.NullMarked;
