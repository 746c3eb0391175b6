package dev.darkroom.model;

import java.util.Optional;

/// A photo with its owner: its key in the Photos table, and the prefix of its objects in both buckets.
public record PhotoKey(UserId ownerId, PhotoId photoId) {
    private static final String MANIFEST = "manifest.json";

    /// The original's key in the uploads bucket: `{ownerId}/{photoId}`.
    public String originalKey() {
        return ownerId.value() + "/" + photoId.value();
    }

    /// What every object of the photo in the media bucket begins with.
    public String mediaPrefix() {
        return originalKey() + "/";
    }

    /// The manifest's key in the media bucket: `{ownerId}/{photoId}/manifest.json`.
    public String manifestKey() {
        return mediaPrefix() + MANIFEST;
    }

    /// Reads an original's key. Empty where it is not one that the upload handler mints.
    public static Optional<PhotoKey> ofOriginalKey(String key) {
        int slash = key.indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new PhotoKey(new UserId(key.substring(0, slash)), new PhotoId(key.substring(slash + 1))));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    /// Reads a manifest's key. Empty where it is not one.
    public static Optional<PhotoKey> ofManifestKey(String key) {
        return key.endsWith("/" + MANIFEST)
                ? ofOriginalKey(key.substring(0, key.length() - MANIFEST.length() - 1))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return originalKey();
    }
}
