package dev.darkroom.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.client.CloudResources;
import dev.darkroom.client.SdkClients;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LogType;

/// `darkroom invoke`.
@Command(
        name = "invoke",
        description = {
            "Runs one function of the running local cloud with an event, and prints its result and its log.",
            "  ./darkroom invoke ThumbnailFunction --event events/s3-object-created.json"
        },
        mixinStandardHelpOptions = true)
final class InvokeCommand implements Callable<Integer> {
    /// Lambda's own limit of a function's time is 900 s.
    private static final Duration LONGEST = Duration.ofSeconds(910);

    @Mixin
    DataFolder data = new DataFolder();

    @Mixin
    Output output = new Output();

    @Parameters(index = "0", paramLabel = "FUNCTION", description = "Its logical id in template.yaml.")
    String function = "";

    @Option(names = "--event", required = true, paramLabel = "FILE", description = "JSON; samples are in events/.")
    Path event = Path.of("");

    @Option(names = "--async", description = "Queue the event as S3 does, and do not wait.")
    boolean async;

    @Override
    public Integer call() {
        byte[] payload = read(event);
        try (var cloud = data.attach();
                var lambda = client(cloud.resources())) {
            String name = physicalName(cloud.resources());
            InvokeResponse response = lambda.invoke(request -> request.functionName(name)
                    .invocationType(async ? InvocationType.EVENT : InvocationType.REQUEST_RESPONSE)
                    .logType(async ? LogType.NONE : LogType.TAIL)
                    .payload(SdkBytes.fromByteArray(payload)));
            return print(response);
        }
    }

    private int print(InvokeResponse response) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("function", function);
        result.put("statusCode", response.statusCode());
        String log = Optional.ofNullable(response.logResult())
                .map(tail -> new String(Base64.getDecoder().decode(tail), StandardCharsets.UTF_8))
                .orElse("");
        String payload = Optional.ofNullable(response.payload())
                .map(SdkBytes::asUtf8String)
                .orElse("");
        if (async) {
            output.line("queued; its log is in " + data.path.resolve("logs"));
        } else {
            output.progress(log.stripTrailing());
            output.line(payload);
        }
        boolean failed = response.functionError() != null;
        if (failed) {
            output.progress("darkroom: the function failed: " + response.functionError());
        }
        result.put(
                "functionError", Optional.ofNullable(response.functionError()).orElse(""));
        result.put("payload", payload);
        result.put("log", log);
        output.object(result);
        return (failed ? ExitStatus.NOT_MET : ExitStatus.OK).code();
    }

    private String physicalName(CloudResources resources) {
        String name = resources.physicalNames().get(function);
        if (name != null) {
            return name;
        }
        var functions = resources.physicalNames().keySet().stream()
                .filter(id -> id.endsWith("Function") || id.endsWith("Handler"))
                .sorted()
                .toList();
        throw new Refusal(
                ExitStatus.NO_SUCH_THING,
                "no function " + function + " in template.yaml; there are " + String.join(", ", functions));
    }

    private static byte[] read(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            new ObjectMapper().readTree(bytes);
            return bytes;
        } catch (JsonProcessingException e) {
            throw new Refusal(ExitStatus.UNREADABLE_FILE, file + " is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new Refusal(ExitStatus.UNREADABLE_FILE, "cannot read the event " + file);
        }
    }

    private static LambdaClient client(CloudResources resources) {
        return SdkClients.configured(LambdaClient.builder(), resources)
                .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(LONGEST))
                .build();
    }
}
