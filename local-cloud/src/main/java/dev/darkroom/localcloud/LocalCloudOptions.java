package dev.darkroom.localcloud;

import dev.darkroom.localcloud.faults.Faults;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/// How a local cloud is to run.
///
/// @param template the SAM template; deployment packages are found relative to it
/// @param dynamoDbJars the class path of DynamoDB Local's process: a folder of jars
/// @param dataFolder everything that is kept; one cloud at a time
/// @param cacheFolder unpacked deployment packages and class archives, named by their content; clouds may share one
/// @param ports where it listens
/// @param timeScale how much faster than on AWS retry delays and windows run
/// @param accountConcurrency how many events run at once in all functions together
/// @param environmentIdleTime how long an execution environment without work is kept
/// @param parameters of the template, instead of their defaults
/// @param debugPorts JDWP ports by a function's logical id
/// @param variables set in every function's environment, beside its own
/// @param faults what goes wrong on purpose
public record LocalCloudOptions(
        Path template,
        Path dynamoDbJars,
        Path dataFolder,
        Path cacheFolder,
        Ports ports,
        TimeScale timeScale,
        int accountConcurrency,
        Duration environmentIdleTime,
        Map<String, String> parameters,
        Map<String, Integer> debugPorts,
        Map<String, String> variables,
        Faults faults) {
    public LocalCloudOptions {
        parameters = Map.copyOf(parameters);
        debugPorts = Map.copyOf(debugPorts);
        variables = Map.copyOf(variables);
    }

    /// Where a cloud listens, on loopback; 0 is any free port.
    public record Ports(int api, int aws, int issuer) {
        /// Any three free ports.
        public static final Ports FREE = new Ports(0, 0, 0);

        /// Three ports in a row; three free ones for 0.
        public static Ports from(int first) {
            return first == 0 ? FREE : new Ports(first, first + 1, first + 2);
        }
    }

    /// A project's own template and jars, in real time, with twice as many events at once as there are cores.
    ///
    /// @param project the folder that holds `template.yaml`, built
    public static LocalCloudOptions of(Path project, Path dataFolder, Ports ports) {
        return new LocalCloudOptions(
                project.resolve("template.yaml"),
                project.resolve("local-cloud-dynamodb/target/lib"),
                dataFolder,
                project.resolve("target/function-cache"),
                ports,
                TimeScale.REAL,
                2 * Runtime.getRuntime().availableProcessors(),
                Duration.ofMinutes(10),
                Map.of(),
                Map.of(),
                Map.of(),
                new Faults());
    }

    /// These options with another template.
    public LocalCloudOptions withTemplate(Path file) {
        return with(change -> change.template = file);
    }

    /// These options with functions open to a debugger.
    public LocalCloudOptions withDebugPorts(Map<String, Integer> portsByLogicalId) {
        return with(change -> change.debugPorts = portsByLogicalId);
    }

    /// These options with values for the template's parameters.
    public LocalCloudOptions withParameters(Map<String, String> values) {
        return with(change -> change.parameters = values);
    }

    /// These options with variables for every function, such as `_JAVA_OPTIONS`.
    public LocalCloudOptions withVariables(Map<String, String> everywhere) {
        return with(change -> change.variables = everywhere);
    }

    /// These options with delays, windows and visibility timeouts that run faster.
    public LocalCloudOptions withTimeScale(TimeScale scale) {
        return with(change -> change.timeScale = scale);
    }

    /// These options with faults. Whoever keeps the object can add and remove rules while the cloud runs.
    public LocalCloudOptions withFaults(Faults onPurpose) {
        return with(change -> change.faults = onPurpose);
    }

    private LocalCloudOptions with(Consumer<Change> edit) {
        var change = new Change();
        edit.accept(change);
        return new LocalCloudOptions(
                change.template,
                dynamoDbJars,
                dataFolder,
                cacheFolder,
                ports,
                change.timeScale,
                accountConcurrency,
                environmentIdleTime,
                change.parameters,
                change.debugPorts,
                change.variables,
                change.faults);
    }

    /// What may differ from these options, as it is in them.
    private final class Change {
        private Path template = LocalCloudOptions.this.template;
        private Map<String, String> parameters = LocalCloudOptions.this.parameters;
        private Map<String, Integer> debugPorts = LocalCloudOptions.this.debugPorts;
        private Map<String, String> variables = LocalCloudOptions.this.variables;
        private TimeScale timeScale = LocalCloudOptions.this.timeScale;
        private Faults faults = LocalCloudOptions.this.faults;
    }
}
