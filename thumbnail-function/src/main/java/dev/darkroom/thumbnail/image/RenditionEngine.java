package dev.darkroom.thumbnail.image;

/// Makes renditions of an original. What it makes depends on the original's bytes and its [#recipe] alone: the same
/// two give the same bytes on every machine of one platform, so doing it again replaces a rendition by itself.
public interface RenditionEngine {
    /// Names engine, version and parameters; changes whenever other bytes would come out.
    String recipe();

    /// How many files it makes of an original.
    int renditions();

    /// Reads the header, checks it against the limits, decodes once, and makes every rendition.
    ///
    /// @param original the whole file
    /// @return a refusal for whatever is wrong with the file; nothing about a file is ever thrown
    Rendering render(byte[] original);
}
