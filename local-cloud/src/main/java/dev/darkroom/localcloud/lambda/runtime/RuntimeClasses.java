package dev.darkroom.localcloud.lambda.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/// The class path of the java25 runtime: AWS's runtime interface client and what it needs, taken from this process's
/// own class path, behind the one class that replaces its native part.
final class RuntimeClasses {
    static final String MAIN = AWSLambda.class.getName();

    private static final String REPLACED_CLASS =
            "com/amazonaws/services/lambda/runtime/api/client/runtimeapi/NativeClient.class";

    private RuntimeClasses() {}

    /// The jars, first things first. The replacement is packed below the folder.
    static List<Path> classPath(Path folder) throws IOException {
        return Stream.concat(
                        Stream.of(replacement(folder)),
                        Stream.of(AWSLambda.class, Context.class, PojoSerializer.class, SdkInternalThreadLocal.class)
                                .map(RuntimeClasses::jarOf))
                .toList();
    }

    private static Path replacement(Path folder) throws IOException {
        byte[] jar = jarWith(readReplacement());
        // Named by its content, so that processes of several versions can share the folder.
        var file = folder.resolve(ContentHash.of(jar) + ".jar");
        if (!Files.exists(file)) {
            Files.createDirectories(folder);
            var partial = Files.createTempFile(folder, "runtime-client-", ".partial");
            Files.write(partial, jar);
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    private static byte[] readReplacement() throws IOException {
        var resource = "/runtime-client/" + REPLACED_CLASS;
        try (var in = RuntimeClasses.class.getResourceAsStream(resource)) {
            return Objects.requireNonNull(in, "local-cloud-runtime-client is not packaged, or not on the class path")
                    .readAllBytes();
        }
    }

    private static byte[] jarWith(byte[] replacedClass) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            var entry = new ZipEntry(REPLACED_CLASS);
            entry.setTime(0);
            zip.putNextEntry(entry);
            zip.write(replacedClass);
        }
        return bytes.toByteArray();
    }

    private static Path jarOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(type + " comes from no file", e);
        }
    }
}
