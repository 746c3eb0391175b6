package dev.darkroom.cli.reprocess;

import dev.darkroom.model.PhotoKey;

/// thumbnail-function as it is deployed, which alone knows what renditions are made with today: the codec depends on
/// its machine, the table on its environment. Safe for threads.
public interface Renderer {
    /// Asks it; nothing is made.
    ///
    /// @throws IllegalStateException where it does not say
    Recipe recipe();

    /// Makes a photo's renditions and manifest, as for an upload; what follows in the chain begins with the manifest.
    /// Doing it again does no harm. It does not look whether the photo is deleted.
    Made make(PhotoKey photo);

    /// What renditions are made with.
    ///
    /// @param hash as manifests have it
    /// @param engine in words
    /// @param renditions files of a photo
    /// @param memoryMegabytes of the function
    record Recipe(String hash, String engine, int renditions, int memoryMegabytes) {}

    /// What became of a photo.
    sealed interface Made {
        /// Its new manifest is written.
        record Done() implements Made {}

        /// The original is refused by today's engine; a photo that is READY keeps the renditions it has.
        record Refused(String reason) implements Made {}

        /// There is no original; nothing is written.
        record OriginalMissing() implements Made {}

        /// The function, or the call of it, failed; it may be tried again.
        record Failed(String why) implements Made {}
    }
}
