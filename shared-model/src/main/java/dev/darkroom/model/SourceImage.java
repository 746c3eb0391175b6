package dev.darkroom.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/// The original as thumbnail-function found it.
///
/// @param etag of the object that was read, without quotes
/// @param sha256 64 lower-case hex digits, of the bytes that were read
/// @param contentType by content, never by name; empty where it is none that is accepted
/// @param width in pixels as stored, before orientation; 0 where unknown
/// @param height in pixels as stored, before orientation; 0 where unknown
/// @param orientation EXIF orientation, 1 to 8
@JsonIgnoreProperties(ignoreUnknown = true)
public record SourceImage(
        String etag, long bytes, String sha256, String contentType, int width, int height, int orientation) {}
