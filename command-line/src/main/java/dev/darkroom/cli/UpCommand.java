package dev.darkroom.cli;

import dev.darkroom.client.Endpoints;
import dev.darkroom.localcloud.LocalCloud;
import dev.darkroom.localcloud.LocalCloudOptions;
import dev.darkroom.localcloud.LocalCloudOptions.Ports;
import dev.darkroom.localcloud.TimeScale;
import dev.darkroom.localcloud.issuer.Issuer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `darkroom up`.
@Command(
        name = "up",
        description = {"Runs Darkroom on this machine until Ctrl-C.", "What is uploaded stays in the data folder."},
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
    private static final int HIGHEST_PORT = 65_533;

    @Mixin
    DataFolder data = new DataFolder();

    @Mixin
    Output output = new Output();

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "Of the API; N+1 is the AWS endpoint, N+2 the issuer. Default: ${DEFAULT-VALUE}; 0: any free")
    int port;

    @Option(
            names = "--template",
            paramLabel = "FILE",
            defaultValue = "template.yaml",
            description = "Default: ${DEFAULT-VALUE}")
    Path template = Path.of("template.yaml");

    @Option(
            names = "--debug",
            paramLabel = "FUNCTION[=PORT]",
            description =
                    "Opens a function to a debugger, at 5005 or at PORT; it then has one environment and no timeout.")
    List<String> debug = List.of();

    @Option(
            names = "--time-factor",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Retry delays, event ages and windows run N times as fast as on AWS. Default: ${DEFAULT-VALUE}")
    double timeFactor;

    @Override
    public Integer call() throws InterruptedException {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new Refusal(ExitStatus.USAGE, "a port is 0 to " + HIGHEST_PORT + ", not " + port);
        }
        if (!(timeFactor >= 1)) {
            throw new Refusal(ExitStatus.USAGE, "a time factor is 1 or more, not " + timeFactor);
        }
        long began = System.nanoTime();
        var options = LocalCloudOptions.of(Clouds.PROJECT, data.path, Ports.from(port))
                .withTemplate(template)
                .withTimeScale(new TimeScale(timeFactor))
                .withDebugPorts(debugPorts());
        LocalCloud cloud = Clouds.start(options);
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            cloud.close();
            output.line("Darkroom has stopped; what was uploaded stays in " + data.path);
            stopped.countDown();
        }));
        tell(cloud.endpoints(), Duration.ofNanos(System.nanoTime() - began));
        output.object(cloud.endpoints());
        stopped.await();
        return ExitStatus.OK.code();
    }

    private void tell(Endpoints endpoints, Duration took) {
        String with = data.path.equals(Path.of(".darkroom")) ? "" : " --data " + data.path;
        output.line("""
                Darkroom is up (%s s)

                  API            %s
                  AWS endpoint   %s
                  Issuer         %s
                  Data           %s
                  Sample users   %s

                Try next, in another terminal:
                  ./darkroom demo%s PHOTO.jpg
                  curl -H "Authorization: Bearer $(./darkroom token%s alice)" %s/me
                  eval "$(./darkroom env%s)"; aws s3 ls

                Ctrl-C stops it.""".formatted(
                        String.format(Locale.ROOT, "%.1f", took.toMillis() / 1000.0),
                        endpoints.api(),
                        endpoints.aws(),
                        endpoints.issuer(),
                        data.path,
                        String.join(", ", Issuer.SAMPLE_USERS),
                        with,
                        with,
                        endpoints.api(),
                        with));
    }

    private Map<String, Integer> debugPorts() {
        Map<String, Integer> ports = new HashMap<>();
        for (String one : debug) {
            String[] parts = one.split("=", 2);
            try {
                ports.put(parts[0], parts.length == 2 ? Integer.parseInt(parts[1]) : 5005);
            } catch (NumberFormatException e) {
                throw new Refusal(ExitStatus.USAGE, "--debug takes FUNCTION or FUNCTION=PORT, not " + one);
            }
        }
        return ports;
    }
}
