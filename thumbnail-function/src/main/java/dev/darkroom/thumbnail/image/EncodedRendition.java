package dev.darkroom.thumbnail.image;

/// One size of a photo as a file, oriented, in sRGB, without any metadata.
///
/// @param width in pixels
/// @param height in pixels
public record EncodedRendition(String name, int width, int height, RenditionFormat format, byte[] bytes) {}
