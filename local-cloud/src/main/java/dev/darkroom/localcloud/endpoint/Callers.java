package dev.darkroom.localcloud.endpoint;

import dev.darkroom.localcloud.rights.Rights;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Properties;

/// Everyone who may call the endpoint, by access key.
public final class Callers {
    /// The developer, who may do everything.
    public static final String ROOT = Rights.ROOT;

    private static final String KEY_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int KEY_LENGTH = 16;
    private static final int SECRET_BYTES = 30;

    private final Map<String, Caller> byName = new HashMap<>();
    private final Map<String, Caller> byAccessKey = new HashMap<>();

    private Callers(Collection<Caller> callers) {
        for (Caller caller : callers) {
            byName.put(caller.name(), caller);
            byAccessKey.put(caller.accessKeyId(), caller);
        }
    }

    /// The root and one caller a function. Credentials once given are kept in `file`, readable by its owner alone, so
    /// that a URL signed before a restart works after it.
    ///
    /// @throws UncheckedIOException where the file cannot be read or written
    public static Callers open(Path file, Collection<String> functionNames) {
        try {
            var known = read(file);
            var names = new HashSet<>(functionNames);
            names.add(ROOT);
            if (!known.keySet().containsAll(names)) {
                var random = new SecureRandom();
                names.forEach(name -> known.computeIfAbsent(name, missing -> generate(missing, random)));
                write(file, known.values());
            }
            // Who is in the file and no longer in the template may call no more.
            known.keySet().retainAll(names);
            return new Callers(known.values());
        } catch (IOException e) {
            throw new UncheckedIOException("the credentials in " + file + " cannot be read or written", e);
        }
    }

    /// The root's or a function's credentials.
    ///
    /// @throws NoSuchElementException where there is no such function
    public Caller byName(String name) {
        Caller caller = byName.get(name);
        if (caller == null) {
            throw new NoSuchElementException("nobody is called " + name);
        }
        return caller;
    }

    public Optional<Caller> byAccessKey(String accessKeyId) {
        return Optional.ofNullable(byAccessKey.get(accessKeyId));
    }

    private static Caller generate(String name, SecureRandom random) {
        var key = new StringBuilder("AKIA");
        for (int i = 0; i < KEY_LENGTH; i++) {
            key.append(KEY_ALPHABET.charAt(random.nextInt(KEY_ALPHABET.length())));
        }
        var secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return new Caller(name, key.toString(), Base64.getUrlEncoder().encodeToString(secret));
    }

    private static Map<String, Caller> read(Path file) throws IOException {
        var callers = new HashMap<String, Caller>();
        if (Files.exists(file)) {
            var properties = new Properties();
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            }
            for (String name : properties.stringPropertyNames()) {
                String[] pair = properties.getProperty(name).split(" ", 2);
                if (pair.length == 2) {
                    callers.put(name, new Caller(name, pair[0], pair[1]));
                }
            }
        }
        return callers;
    }

    private static void write(Path file, Collection<Caller> callers) throws IOException {
        var properties = new Properties();
        callers.forEach(
                caller -> properties.setProperty(caller.name(), caller.accessKeyId() + " " + caller.secretAccessKey()));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.deleteIfExists(next);
        Files.createFile(next);
        if (Files.getFileStore(next).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("rw-------"));
        }
        try (Writer writer = Files.newBufferedWriter(next)) {
            properties.store(writer, "Credentials of the local cloud; they work nowhere else.");
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
