package dev.darkroom.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A SAM template whose functions name their zips in S3 instead of on this machine, as `sam package` makes it.
///
/// @param body the template
/// @param zips each once, however many functions run it
record PackagedTemplate(String body, List<Zip> zips) {
    private static final Pattern CODE_URI = Pattern.compile("(?m)^( +CodeUri: )(\\S+\\.zip)$");

    PackagedTemplate {
        zips = List.copyOf(zips);
    }

    /// A zip and where it belongs.
    ///
    /// @param key named by content, so that a changed zip is another object and its function is updated
    record Zip(Path file, String key) {}

    /// Packages a template; nothing is uploaded.
    ///
    /// @throws IOException naming the file, where the template or a zip cannot be read
    static PackagedTemplate of(Path template, String bucket) throws IOException {
        String body = Files.readString(template);
        Path folder = Objects.requireNonNull(template.toAbsolutePath().getParent());
        Map<String, Zip> zips = new LinkedHashMap<>();
        for (Matcher named = CODE_URI.matcher(body); named.find(); ) {
            Path zip = folder.resolve(named.group(2));
            zips.put(named.group(2), new Zip(zip, zip.getFileName() + "-" + sha256(zip)));
        }
        String packaged = CODE_URI.matcher(body)
                .replaceAll(named -> named.group(1) + "s3://" + bucket + "/"
                        + Objects.requireNonNull(zips.get(named.group(2))).key());
        return new PackagedTemplate(packaged, new ArrayList<>(zips.values()));
    }

    private static String sha256(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("no zip " + file + "; ./darkroom builds it");
        }
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every JDK has SHA-256", absent);
        }
    }
}
