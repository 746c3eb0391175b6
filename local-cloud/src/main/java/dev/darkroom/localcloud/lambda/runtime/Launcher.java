package dev.darkroom.localcloud.lambda.runtime;

import dev.darkroom.localcloud.dynamodb.Interrupts;
import dev.darkroom.localcloud.lambda.LambdaOptions;
import dev.darkroom.localcloud.stack.FunctionResource;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/// Starts the child JVMs of functions.
final class Launcher {
    /// An archive has some 30 MB, and every build of a function brings a new one; a process can do without.
    private static final Duration KEEP_UNUSED_ARCHIVES = Duration.ofDays(1);

    private static final Duration KEEP_UNUSED_PACKAGES = Duration.ofDays(3);
    private static final System.Logger LOG = System.getLogger(Launcher.class.getName());

    private final LambdaOptions options;
    private final RuntimeApi api;
    private final ClassArchives archives;
    private final Path temporaryFolders;
    private final Path runtimeFolder;
    private final List<Path> runtimeClasses;

    /// Also clears away what environments of an earlier run left behind.
    Launcher(LambdaOptions options, RuntimeApi api) throws IOException {
        this.options = options;
        this.api = api;
        this.archives = new ClassArchives(options.cacheFolder().resolve("archives"));
        Folders.deleteUnused(options.cacheFolder().resolve("archives"), KEEP_UNUSED_ARCHIVES);
        Folders.deleteUnused(options.cacheFolder().resolve("packages"), KEEP_UNUSED_PACKAGES);
        this.temporaryFolders = options.dataFolder().resolve("environments").toAbsolutePath();
        this.runtimeFolder = options.cacheFolder().resolve("runtime").toAbsolutePath();
        this.runtimeClasses = RuntimeClasses.classPath(runtimeFolder);
        Folders.delete(temporaryFolders);
    }

    /// How environments of the function are started; unpacks its zip.
    Plan plan(FunctionResource function) throws IOException {
        var packages = options.cacheFolder().resolve("packages").toAbsolutePath();
        var code = DeploymentPackage.unpack(function.codeZip(), packages);
        return new Plan(
                function,
                code,
                new CommandLine(function, options, code, runtimeClasses),
                new Variables(function, options, code, runtimeFolder));
    }

    /// How one function's environments are started.
    final class Plan {
        private final FunctionResource function;
        private final DeploymentPackage code;
        private final CommandLine commandLine;
        private final Variables variables;

        private Plan(FunctionResource function, DeploymentPackage code, CommandLine commandLine, Variables variables) {
            this.function = function;
            this.code = code;
            this.commandLine = commandLine;
            this.variables = variables;
        }

        /// Whether a debugger may stop the function at any point, for as long as it likes.
        boolean isDebugged() {
            return options.debugPorts().containsKey(function.name());
        }

        /// Starts one process.
        ChildProcess launch(String id, RuntimeApi.Environment environment, Consumer<String> line, IntConsumer whenGone)
                throws IOException {
            // The debugger's agent and archives exclude each other.
            var archive = isDebugged() ? new ClassArchives.Use.None() : archives.next(commandLine.archiveKey());
            var temporaryFolder = Files.createDirectories(temporaryFolders.resolve(id));
            try {
                code.markUsed();
                var builder = new ProcessBuilder(Interrupts.ignoredBy(commandLine.arguments(archive, temporaryFolder)))
                        .directory(commandLine.workingFolder().toFile());
                builder.environment().clear();
                builder.environment().putAll(variables.of(api.serve(id, environment), id));
                boolean writesArchive = archive instanceof ClassArchives.Use.Write;
                return new ChildProcess(function.name(), builder, writesArchive, line, status -> {
                    cleanUp(id, archive, temporaryFolder, status == 0);
                    whenGone.accept(status);
                });
            } catch (IOException | RuntimeException e) {
                cleanUp(id, archive, temporaryFolder, false);
                throw e;
            }
        }

        private void cleanUp(String id, ClassArchives.Use archive, Path temporaryFolder, boolean endedWell) {
            api.forget(id);
            try {
                archives.settle(archive, endedWell);
                Folders.delete(temporaryFolder);
            } catch (IOException e) {
                LOG.log(Level.WARNING, "what an environment of " + function.name() + " left behind stays", e);
            }
        }
    }
}
