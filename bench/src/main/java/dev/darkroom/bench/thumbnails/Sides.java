package dev.darkroom.bench.thumbnails;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// All sides' processes, by name, in the order in which they take their turns.
public final class Sides implements AutoCloseable {
    static final String NATIVE = "native";
    static final String FALLBACK = "fallback";
    static final String PLAIN = "plain";
    static final String SHARP_EACH = "sharp-each";
    static final String SHARP_ONCE = "sharp-once";

    private static final List<String> JAVA = List.of(NATIVE, PLAIN, FALLBACK, "recipe", "floor");
    /// Lambda's own, as the local cloud has them.
    private static final List<String> FLAGS = List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx1503m",
            "-Xshare:auto",
            "-Djava.awt.headless=true",
            "--enable-native-access=ALL-UNNAMED");
    private static final Pattern DEFAULT_TABLE =
            Pattern.compile("(?m)^  Renditions:\\R(?: {4}.*\\R)*? {4}Default: (.*)$");

    private final Map<String, SideProcess> processes = new LinkedHashMap<>();

    private Sides() {}

    /// Unpacks thumbnail-function's zip and starts what there is.
    public static Sides start(Path project, Path data, Consumer<String> progress)
            throws IOException, InterruptedException {
        Sides sides = new Sides();
        Optional<Integer> core = core();
        if (core.isEmpty()) {
            progress.accept("taskset is not installed, so the sides run on any core");
        }
        Path task = data.resolve("task");
        unpack(project.resolve("thumbnail-function/target/thumbnail-function.zip"), task);
        for (String side : JAVA) {
            sides.processes.put(side, SideProcess.start(side, java(side, task, defaultTable(project)), core, data));
        }
        switch (Sharp.install(project.resolve("target/bench-sharp"))) {
            case Sharp.Installation.Missing(String why) -> progress.accept("sharp is left out: " + why);
            case Sharp.Installation.Ready ready -> {
                for (String side : List.of(SHARP_EACH, SHARP_ONCE)) {
                    sides.processes.put(side, SideProcess.start(side, ready.command(side), core, ready.folder()));
                }
            }
        }
        return sides;
    }

    /// The last one, as interrupts like the first.
    private static Optional<Integer> core() throws InterruptedException {
        int last = Runtime.getRuntime().availableProcessors() - 1;
        try {
            int status = new ProcessBuilder("taskset", "-c", Integer.toString(last), "true")
                    .start()
                    .waitFor();
            return status == 0 ? Optional.of(last) : Optional.empty();
        } catch (IOException notInstalled) {
            return Optional.empty();
        }
    }

    private static List<String> java(String side, Path task, String table) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(Objects.requireNonNull(System.getProperty("java.home")), "bin", "java")
                .toString());
        command.addAll(FLAGS);
        String classPath = ownClasses() + File.pathSeparator + task.resolve("lib") + File.separator + "*";
        command.addAll(List.of("-cp", classPath, Worker.class.getName(), side, table));
        return command;
    }

    private static Path ownClasses() {
        try {
            return Path.of(Sides.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the bench comes from no file", e);
        }
    }

    private static String defaultTable(Path project) throws IOException {
        Matcher parameter = DEFAULT_TABLE.matcher(Files.readString(project.resolve("template.yaml")));
        if (!parameter.find()) {
            throw new IllegalStateException("template.yaml has no default of the parameter Renditions");
        }
        return parameter.group(1);
    }

    private static void unpack(Path zip, Path folder) throws IOException {
        try (ZipInputStream entries = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path file = folder.resolve(entry.getName()).normalize();
                if (!entry.isDirectory() && file.startsWith(folder)) {
                    Files.createDirectories(file.resolveSibling(""));
                    Files.copy(entries, file);
                }
            }
        }
    }

    List<SideProcess> all() {
        return List.copyOf(processes.values());
    }

    SideProcess named(String name) {
        return Objects.requireNonNull(processes.get(name), name);
    }

    boolean haveSharp() {
        return processes.containsKey(SHARP_ONCE);
    }

    @Override
    public void close() throws IOException {
        for (SideProcess process : processes.values()) {
            process.close();
        }
    }
}
