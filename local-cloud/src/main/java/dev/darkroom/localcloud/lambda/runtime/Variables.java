package dev.darkroom.localcloud.lambda.runtime;

import dev.darkroom.localcloud.lambda.LambdaOptions;
import dev.darkroom.localcloud.stack.FunctionResource;
import java.io.File;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// The environment variables of a function's child JVMs: nothing of the host's own comes through.
/// Source: Defined runtime environment variables,
/// <https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime>
final class Variables {
    private static final DateTimeFormatter LOG_STREAM_DAY = DateTimeFormatter.ofPattern("yyyy/MM/dd", Locale.ROOT);

    private final FunctionResource function;
    private final LambdaOptions options;
    private final DeploymentPackage code;
    private final Path runtimeFolder;

    Variables(FunctionResource function, LambdaOptions options, DeploymentPackage code, Path runtimeFolder) {
        this.function = function;
        this.options = options;
        this.code = code;
        this.runtimeFolder = runtimeFolder;
    }

    /// All of them.
    ///
    /// @param runtimeApi host, port and path
    /// @param environmentId names the log stream
    Map<String, String> of(String runtimeApi, String environmentId) {
        var variables = new HashMap<>(replaceable());
        variables.putAll(options.variables());
        variables.putAll(function.environment());
        variables.putAll(reserved(runtimeApi, environmentId));
        return variables;
    }

    private Map<String, String> replaceable() {
        var root = code.root().toString();
        return Map.of(
                "AWS_ENDPOINT_URL", options.endpoint().get().toString(),
                "LANG", "en_US.UTF-8",
                "PATH", "/usr/local/bin:/usr/bin/:/bin:/opt/bin",
                "LD_LIBRARY_PATH", root + File.pathSeparator + root + "/lib",
                "TZ", ":UTC");
    }

    private Map<String, String> reserved(String runtimeApi, String environmentId) {
        var credentials = options.credentials().of(function.name());
        return Map.ofEntries(
                Map.entry("_HANDLER", function.handler()),
                Map.entry("AWS_REGION", options.region()),
                Map.entry("AWS_DEFAULT_REGION", options.region()),
                Map.entry("AWS_EXECUTION_ENV", "AWS_Lambda_java25"),
                Map.entry("AWS_ACCESS_KEY_ID", credentials.accessKeyId()),
                Map.entry("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey()),
                Map.entry("AWS_LAMBDA_FUNCTION_NAME", function.name()),
                Map.entry("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"),
                Map.entry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memoryMegabytes())),
                Map.entry("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"),
                Map.entry("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function.name()),
                Map.entry("AWS_LAMBDA_LOG_STREAM_NAME", logStream(environmentId)),
                Map.entry("AWS_LAMBDA_RUNTIME_API", runtimeApi),
                Map.entry("LAMBDA_TASK_ROOT", code.root().toString()),
                Map.entry("LAMBDA_RUNTIME_DIR", runtimeFolder.toString()));
    }

    /// Such as `2026/11/21/[$LATEST]0123456789abcdef0123456789abcdef`.
    private static String logStream(String environmentId) {
        return LocalDate.now(ZoneOffset.UTC).format(LOG_STREAM_DAY) + "/[$LATEST]" + environmentId.replace("-", "");
    }
}
