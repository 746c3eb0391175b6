package dev.darkroom.localcloud.endpoint;

/// Someone with credentials: the developer, or a function's execution role.
///
/// @param name [Callers#ROOT], or the function's physical name
public record Caller(String name, String accessKeyId, String secretAccessKey) {
    @Override
    public String toString() {
        return "Caller[" + name + ", " + accessKeyId + "]";
    }
}
