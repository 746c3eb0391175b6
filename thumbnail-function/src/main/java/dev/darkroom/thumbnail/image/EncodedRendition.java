package dev.darkroom.thumbnail.image;

/// One size of a photo as a file, oriented, in sRGB, without any metadata.
///
/// @param width in pixels
/// @param height in pixels
/// @param extension of its object key, such as `jpg`
public record EncodedRendition(
        String name, int width, int height, String contentType, String extension, byte[] bytes) {}
