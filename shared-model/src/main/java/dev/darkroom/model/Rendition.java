package dev.darkroom.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/// One size of a photo, ready to be shown.
///
/// @param name such as `large`, `medium`, `small`
/// @param width in pixels, oriented
/// @param height in pixels, oriented
/// @param key in the media bucket
@JsonIgnoreProperties(ignoreUnknown = true)
public record Rendition(String name, int width, int height, long bytes, String contentType, String key) {}
