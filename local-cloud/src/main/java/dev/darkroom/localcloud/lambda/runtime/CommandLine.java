package dev.darkroom.localcloud.lambda.runtime;

import dev.darkroom.localcloud.lambda.LambdaOptions;
import dev.darkroom.localcloud.stack.FunctionResource;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The command line of a function's child JVMs.
final class CommandLine {
    /// C1 and the serial collector are what Lambda's own java25 runtime uses. The rest keeps an idle process small: a
    /// full collection returns all free heap at once, and malloc's free memory goes back every few seconds.
    private static final List<String> FLAGS = List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xms8m",
            "-XX:MinHeapFreeRatio=10",
            "-XX:MaxHeapFreeRatio=20",
            "-XX:-ShrinkHeapInSteps",
            "-XX:TrimNativeHeapInterval=5000",
            "-XX:ReservedCodeCacheSize=48m",
            "-Xss512k",
            "-XX:-UsePerfData",
            "-XX:+ErrorFileToStderr",
            "-Xshare:auto",
            "-Xlog:disable",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Djava.net.preferIPv4Stack=true");

    /// Of a function's memory, what the heap may take; the rest is for the JVM itself.
    private static final double HEAP_SHARE = 0.85;

    private final FunctionResource function;
    private final @Nullable Integer debugPort;
    private final DeploymentPackage code;
    private final String classPath;

    CommandLine(FunctionResource function, LambdaOptions options, DeploymentPackage code, List<Path> runtimeClasses)
            throws IOException {
        this.function = function;
        this.debugPort = options.debugPorts().get(function.name());
        this.code = code;
        // Archives hold only classes of the JVM's own class path, so the jars stand there rather than behind the
        // runtime client's class loader, unless classes beside them would then not be seen by them.
        var jars = new ArrayList<>(runtimeClasses);
        if (!code.hasLooseClasses()) {
            jars.addAll(code.jars());
        }
        this.classPath = jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /// Names the archive that fits: classes, flags and JDK.
    String archiveKey() {
        var parts = new ArrayList<>(FLAGS);
        parts.add(classPath);
        parts.add(code.hash());
        parts.add(javaHome());
        parts.add(Runtime.version().toString());
        parts.add(function.environment().getOrDefault("JAVA_TOOL_OPTIONS", ""));
        return ContentHash.of(parts);
    }

    List<String> arguments(ClassArchives.Use archive, Path temporaryFolder) {
        var arguments = new ArrayList<String>();
        arguments.add(Path.of(javaHome(), "bin", "java").toString());
        arguments.addAll(FLAGS);
        arguments.add("-Xmx" + (long) (function.memoryMegabytes() * HEAP_SHARE) + "m");
        arguments.add("-Djava.io.tmpdir=" + temporaryFolder);
        switch (archive) {
            case ClassArchives.Use.Read read -> arguments.add("-XX:SharedArchiveFile=" + read.archive());
            case ClassArchives.Use.Write write -> arguments.add("-XX:ArchiveClassesAtExit=" + write.partial());
            case ClassArchives.Use.None _ -> {}
        }
        if (debugPort != null) {
            arguments.add("-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:" + debugPort);
        }
        arguments.addAll(List.of("-cp", classPath, RuntimeClasses.MAIN, function.handler()));
        return arguments;
    }

    Path workingFolder() {
        return code.root();
    }

    private static String javaHome() {
        return Objects.requireNonNull(System.getProperty("java.home"));
    }
}
