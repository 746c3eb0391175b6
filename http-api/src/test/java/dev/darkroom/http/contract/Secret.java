package dev.darkroom.http.contract;

/// A value that is in somebody's photos and in no answer to anyone else.
///
/// @param name what it is, for messages
/// @param value as text; numbers as JSON writes them
public record Secret(String name, String value) {}
