package dev.darkroom.thumbnail;

import dev.darkroom.model.PhotoKey;
import java.util.Optional;

/// An original that has arrived, as an event notification names it.
///
/// @param etag of the very object that the event is about, without quotes; empty where the event does not say
record Arrival(String bucket, PhotoKey photo, Optional<String> etag) {}
