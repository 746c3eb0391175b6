package dev.darkroom.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/// When one hop of the chain worked on a photo, and for how long.
///
/// @param hop such as `thumbnail`, `metadata`, `feed`, `fan-out`, `cleanup`
/// @param attempt 1 for the first delivery, as far as the function can know
/// @param startedAtMillis since the epoch
/// @param requestId of the invocation
/// @param coldStart whether it was the environment's first
@JsonIgnoreProperties(ignoreUnknown = true)
public record HopTiming(
        String hop, int attempt, long startedAtMillis, long durationMillis, String requestId, boolean coldStart) {}
