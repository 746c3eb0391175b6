package dev.darkroom.upload;

import java.net.URI;
import java.time.Instant;
import java.util.Map;

/// A URL that takes one original, once, until it expires.
///
/// @param headers those the URL is signed with and a client must name; Host and Content-Length are signed as well, but
///     every HTTP client sends those by itself
record PresignedUpload(URI url, Map<String, String> headers, Instant expiresAt) {}
