package dev.darkroom.model;

import java.util.Optional;

/// What a client says of a file before it uploads it. The presigned URL holds it to type, size and checksum.
///
/// @param fileName as on the client's disk; data for the owner, never a key
/// @param sizeBytes 1 to [ImageType#MAX_BYTES]
/// @param sha256 64 lower-case hex digits
public record Announcement(Optional<String> fileName, ImageType type, long sizeBytes, String sha256) {
    /// What a tombstone has in its place: nothing of the file is kept.
    public static final Announcement FORGOTTEN = new Announcement(Optional.empty(), ImageType.JPEG, 0, "0".repeat(64));
}
