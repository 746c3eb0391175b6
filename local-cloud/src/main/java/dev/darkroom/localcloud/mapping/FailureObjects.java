package dev.darkroom.localcloud.mapping;

/// Writes the objects in which failed batches are kept, as Lambda's service does.
@FunctionalInterface
public interface FailureObjects {
    /// Writes one object; when it returns the object is stored and its notification accepted.
    ///
    /// @throws RuntimeException where it is not; it is tried again under another key
    void put(String bucket, String key, byte[] json);
}
