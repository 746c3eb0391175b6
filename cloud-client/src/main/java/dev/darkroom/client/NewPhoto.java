package dev.darkroom.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A photo to be uploaded.
///
/// @param contentType as announced; the service looks at the bytes themselves
/// @param visibility PRIVATE, FRIENDS or PUBLIC; empty for the service's default
public record NewPhoto(
        Optional<String> fileName,
        String contentType,
        byte[] bytes,
        Optional<String> visibility,
        Optional<String> title,
        Optional<String> description,
        List<String> tags) {
    private static final Map<String, String> TYPES = Map.of(
            "jpg",
            "image/jpeg",
            "jpeg",
            "image/jpeg",
            "png",
            "image/png",
            "webp",
            "image/webp",
            "gif",
            "image/gif",
            "heic",
            "image/heic",
            "heif",
            "image/heif",
            "avif",
            "image/avif",
            "tif",
            "image/tiff",
            "tiff",
            "image/tiff");

    public NewPhoto {
        tags = List.copyOf(tags);
    }

    /// A file, its type guessed from its name, as a browser does it.
    ///
    /// @throws IOException where it cannot be read
    public static NewPhoto of(Path file) throws IOException {
        String name = file.getFileName().toString();
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        String type = TYPES.getOrDefault(extension, "application/octet-stream");
        return of(Optional.of(name), Files.readAllBytes(file), type);
    }

    /// Bytes without a name.
    public static NewPhoto of(byte[] bytes, String contentType) {
        return of(Optional.empty(), bytes, contentType);
    }

    private static NewPhoto of(Optional<String> fileName, byte[] bytes, String contentType) {
        return new NewPhoto(
                fileName, contentType, bytes, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }

    /// The same photo for another audience.
    public NewPhoto withVisibility(String wanted) {
        return new NewPhoto(fileName, contentType, bytes, Optional.of(wanted), title, description, tags);
    }

    public NewPhoto withFileName(String wanted) {
        return new NewPhoto(Optional.of(wanted), contentType, bytes, visibility, title, description, tags);
    }

    public NewPhoto withTitle(String wanted) {
        return new NewPhoto(fileName, contentType, bytes, visibility, Optional.of(wanted), description, tags);
    }

    public NewPhoto withDescription(String wanted) {
        return new NewPhoto(fileName, contentType, bytes, visibility, title, Optional.of(wanted), tags);
    }

    public NewPhoto withTags(String... wanted) {
        return new NewPhoto(fileName, contentType, bytes, visibility, title, description, List.of(wanted));
    }

    /// 64 lower-case hex digits.
    public String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
