package dev.darkroom.localcloud.chain;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Packs [Relay] and [Looper] with what they need from the tests' own class path.
public final class RelayZip {
    private static final Pattern NEEDED = Pattern.compile(
            "software[/\\\\]amazon[/\\\\](awssdk|eventstream)|reactive-streams|slf4j-api|(^|[/\\\\])aws-lambda-java-core");

    private RelayZip() {}

    public static void write(Path file) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.setLevel(1);
            add(zip, "lib/relay.jar", classes());
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                Path jar = Path.of(entry);
                if (entry.endsWith(".jar") && NEEDED.matcher(entry).find()) {
                    add(zip, "lib/" + jar.getFileName(), Files.readAllBytes(jar));
                }
            }
        }
    }

    private static byte[] classes() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var jar = new ZipOutputStream(bytes)) {
            for (Class<?> type : List.of(Relay.class, Looper.class)) {
                String name = type.getName().replace('.', '/') + ".class";
                try (InputStream content = Objects.requireNonNull(type.getResourceAsStream("/" + name))) {
                    add(jar, name, content.readAllBytes());
                }
            }
        }
        return bytes.toByteArray();
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }
}
