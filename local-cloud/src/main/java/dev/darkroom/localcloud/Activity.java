package dev.darkroom.localcloud;

/// Something that may have work under way. A cloud is quiet when nothing in it has.
@FunctionalInterface
public interface Activity {
    /// The pieces of work accepted and not yet ended: queued, in flight, or not yet read from a stream.
    int pending();
}
