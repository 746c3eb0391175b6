package dev.darkroom.http;

import java.io.Serializable;

/// What is wrong with one field of a request.
///
/// @param field its path, such as `photos[2].sha256`, or a query parameter's name
/// @param message what would be right, as the rest of a sentence that the field's name begins
public record FieldError(String field, String message) implements Serializable {}
