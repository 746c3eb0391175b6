package dev.darkroom.cli;

import dev.darkroom.client.CloudResources;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `darkroom env`.
@Command(
        name = "env",
        description = {
            "Prints what the AWS CLI and SDKs need to talk to the running local cloud.",
            "  eval \"$(./darkroom env)\"; aws s3 ls"
        },
        mixinStandardHelpOptions = true)
final class EnvCommand implements Callable<Integer> {
    @Mixin
    DataFolder data = new DataFolder();

    @Mixin
    Output output = new Output();

    @Override
    public Integer call() {
        try (var cloud = data.attach()) {
            CloudResources resources = cloud.resources();
            Map<String, String> variables = new LinkedHashMap<>();
            resources.endpoint().ifPresent(uri -> variables.put("AWS_ENDPOINT_URL", uri.toString()));
            variables.put("AWS_REGION", resources.region());
            variables.put("AWS_DEFAULT_REGION", resources.region());
            variables.put("AWS_ACCESS_KEY_ID", resources.accessKeyId());
            variables.put("AWS_SECRET_ACCESS_KEY", resources.secretAccessKey());
            variables.put("DARKROOM_API", cloud.api().toString());
            variables.forEach((name, value) -> output.line("export " + name + "='" + value + "'"));
            // A session token or a profile of the caller's own would go before these keys.
            output.line("unset AWS_SESSION_TOKEN AWS_PROFILE");
            output.object(variables);
            return ExitStatus.OK.code();
        }
    }
}
