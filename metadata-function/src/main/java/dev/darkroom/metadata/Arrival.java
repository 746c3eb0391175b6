package dev.darkroom.metadata;

import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.Sequencer;
import java.util.Optional;

/// A manifest that has arrived, as an event notification names it.
///
/// @param etag of the very object that the event is about, without quotes; empty where the event does not say
/// @param sequencer the order of the event among those of this manifest
record Arrival(String bucket, PhotoKey photo, Optional<String> etag, Sequencer sequencer) {}
