package dev.darkroom.localcloud.dynamodb;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A running [DynamoDbLocalServer]. This class needs nothing but the JDK, so that a module can depend on it without
/// having DynamoDB Local on its own class path.
public final class DynamoDbProcess implements AutoCloseable {
    // Measured: ready in 0.6 s with 83 MB resident; 1.7 s and 112 MB with the defaults.
    private static final List<String> JVM_FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xms16m",
            "-Xmx192m",
            "-Xshare:auto",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dslf4j.internal.verbosity=ERROR");
    private static final int STOP_SECONDS = 5;

    private final Process process;
    private final URI uri;

    private DynamoDbProcess(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    /// Starts the process and waits until it answers. It ends with the one that started it.
    ///
    /// @param jars the folder of its class path: `target/lib` of the module local-cloud-dynamodb
    /// @param folder where the tables are kept, by one process at a time; empty keeps them in memory
    /// @throws IllegalStateException where it ends instead of answering; why stands on standard error
    public static DynamoDbProcess start(Path jars, Optional<Path> folder) {
        return start(
                jars,
                folder.map(Path::toAbsolutePath).map(Path::toString).stream().toList());
    }

    /// The same with its database as AWS ships it, to compare with.
    ///
    /// @throws IllegalStateException as [#start]
    public static DynamoDbProcess startPlain(Path jars, Path folder) {
        return start(jars, List.of(folder.toAbsolutePath().toString(), "plain"));
    }

    private static DynamoDbProcess start(Path jars, List<String> arguments) {
        if (!Files.isDirectory(jars)) {
            throw new IllegalStateException(jars + " is missing: package the module local-cloud-dynamodb first");
        }
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_FLAGS);
        command.addAll(List.of("-cp", jars.resolve("*").toString(), DynamoDbLocalServer.class.getName()));
        command.addAll(arguments);
        try {
            var process = new ProcessBuilder(Interrupts.ignoredBy(command))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new DynamoDbProcess(process, URI.create("http://127.0.0.1:" + awaitPort(process)));
        } catch (IOException e) {
            throw new UncheckedIOException("DynamoDB Local cannot be started", e);
        }
    }

    private static int awaitPort(Process process) throws IOException {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        String port = output.readLine();
        if (port == null) {
            throw new IllegalStateException("DynamoDB Local ended before it was ready");
        }
        // A read of a pipe keeps a virtual thread on its carrier, and small machines have one or two of those.
        Thread.ofPlatform().daemon().name("dynamodb-output").start(() -> drain(output));
        return Integer.parseInt(port);
    }

    /// Keeps the pipe from filling up.
    private static void drain(BufferedReader output) {
        try (output) {
            while (output.readLine() != null) {
                // It has nothing to say that does not also stand on standard error.
            }
        } catch (IOException e) {
            // The process has ended.
        }
    }

    /// Where it answers, with any credentials.
    public URI uri() {
        return uri;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        // Asked of the system, which knows a moment before this object does.
        return process.toHandle().isAlive();
    }

    /// Completes when the process has ended, for whatever reason.
    public CompletableFuture<Void> ended() {
        return process.onExit().thenAccept(_ -> {});
    }

    /// Ends the process; what it acknowledged stays in its folder.
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
