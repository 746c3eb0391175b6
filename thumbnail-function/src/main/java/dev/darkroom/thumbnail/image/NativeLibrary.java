package dev.darkroom.thumbnail.image;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;

/// Where the native library for this machine lies: beside the jar of this class, as the function's zip has it, or in
/// the build's folder beside the classes. Lambda's processors are `amd64` and `aarch64`.
final class NativeLibrary {
    private static final Path PACKAGE = Path.of("org/bytedeco/leptonica");
    private static final String NAME = "libleptonica.so.6";

    private NativeLibrary() {}

    static Optional<Path> find() {
        return platform()
                .flatMap(platform -> folder().map(folder ->
                        folder.resolve(PACKAGE).resolve(platform).resolve(NAME)))
                .filter(Files::isRegularFile);
    }

    private static Optional<String> platform() {
        if (!System.getProperty("os.name", "").equals("Linux")) {
            return Optional.empty();
        }
        return switch (System.getProperty("os.arch", "")) {
            case "amd64" -> Optional.of("linux-x86_64");
            case "aarch64" -> Optional.of("linux-arm64");
            default -> Optional.empty();
        };
    }

    private static Optional<Path> folder() {
        return Optional.ofNullable(NativeLibrary.class.getProtectionDomain().getCodeSource())
                .map(NativeLibrary::path)
                .map(classes -> Files.isDirectory(classes)
                        ? classes.resolveSibling("native")
                        : classes.toAbsolutePath().resolveSibling(""));
    }

    private static Path path(CodeSource source) {
        try {
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("classes come from no file", e);
        }
    }
}
