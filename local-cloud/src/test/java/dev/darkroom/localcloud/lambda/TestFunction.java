package dev.darkroom.localcloud.lambda;

import dev.darkroom.localcloud.lambda.functions.FailsToStart;
import dev.darkroom.localcloud.lambda.functions.Probe;
import dev.darkroom.localcloud.stack.AsynchronousInvocation;
import dev.darkroom.localcloud.stack.FunctionResource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Functions of the tests: the zip, and what a template would say of it.
public final class TestFunction {
    private static final List<Class<?>> CLASSES = List.of(Probe.class, FailsToStart.class);

    private TestFunction() {}

    /// A zip with one jar in `lib/`, as the project's own functions are packed.
    public static Path zip(Path folder) {
        return write(folder.resolve("function.zip"), zip -> {
            var jar = new ByteArrayOutputStream();
            try (var classes = new ZipOutputStream(jar)) {
                addClasses(classes);
            }
            add(zip, "lib/function.jar", jar.toByteArray());
        });
    }

    /// A zip with classes at its root, the other way that Lambda knows.
    public static Path zipOfClasses(Path folder) {
        return write(folder.resolve("classes.zip"), TestFunction::addClasses);
    }

    /// A function with the defaults of the tests: 128 MB, 10 s, [Probe].
    public static FunctionResource probe(String name, Path zip) {
        return function(name, zip, Probe.class, Duration.ofSeconds(10), OptionalInt.empty());
    }

    public static FunctionResource function(
            String name, Path zip, Class<?> handler, Duration timeout, OptionalInt reservedConcurrency) {
        return function(name, zip, handler, timeout, reservedConcurrency, AsynchronousInvocation.DEFAULTS);
    }

    public static FunctionResource function(
            String name,
            Path zip,
            Class<?> handler,
            Duration timeout,
            OptionalInt reservedConcurrency,
            AsynchronousInvocation asynchronous) {
        return new FunctionResource(
                name,
                name,
                "arn:aws:lambda:eu-central-1:123456789012:function:" + name,
                zip,
                handler.getName() + "::handleRequest",
                128,
                timeout,
                Map.of("COLOUR", "green"),
                reservedConcurrency,
                asynchronous,
                List.of(),
                List.of(),
                List.of());
    }

    /// Options under which functions could call an endpoint, though none does; destinations take nothing.
    public static LambdaOptions options(Path dataFolder) {
        return LambdaOptions.of(
                dataFolder,
                "eu-central-1",
                () -> URI.create("http://127.0.0.1:4566"),
                function -> new FunctionCredentials("AKIA" + function, "secret of " + function),
                (queue, body, attributes) -> {
                    throw new IllegalStateException("no message is expected for " + queue);
                });
    }

    private interface Content {
        void writeTo(ZipOutputStream zip) throws IOException;
    }

    private static Path write(Path file, Content content) {
        try (OutputStream out = Files.newOutputStream(file);
                var zip = new ZipOutputStream(out)) {
            content.writeTo(zip);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void addClasses(ZipOutputStream zip) throws IOException {
        for (var type : CLASSES) {
            var name = type.getName().replace('.', '/') + ".class";
            try (var in = Objects.requireNonNull(type.getResourceAsStream("/" + name))) {
                add(zip, name, in.readAllBytes());
            }
        }
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
