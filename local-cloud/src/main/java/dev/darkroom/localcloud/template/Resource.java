package dev.darkroom.localcloud.template;

/// A resource of the template that this stack has.
///
/// @param raw its properties, with Globals merged in and nothing resolved
/// @param line of its logical id's value
record Resource(String logicalId, String type, Value.Mapping raw, int line) {}
