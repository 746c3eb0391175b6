/// What a cloud is to its users: endpoints, tokens, the typed API client.
@NullMarked
package dev.darkroom.client;

import org.jspecify.annotations.NullMarked;
