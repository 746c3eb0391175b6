package dev.darkroom.localcloud.mapping;

/// The function that a mapping invokes.
record FunctionTarget(String name, String arn) {}
