package dev.darkroom.localcloud.s3;

import dev.darkroom.localcloud.durable.RecordLog;
import dev.darkroom.localcloud.endpoint.AwsEndpoint;
import dev.darkroom.localcloud.endpoint.Callers;
import java.nio.file.Path;
import java.util.List;

/// S3 in a process that a test kills: it prints its endpoint, and keeps the events it sent in the file `events`.
final class S3ProcessForCrashing {
    private S3ProcessForCrashing() {}

    public static void main(String[] arguments) throws Exception {
        Path data = Path.of(arguments[0]);
        var callers = Callers.open(data.resolve("callers"), List.of(S3Fixture.FUNCTION));
        var events = RecordLog.open(data.resolve("events"), _ -> {});
        var endpoint = AwsEndpoint.open(0);
        var s3 = S3Backend.start(
                data.resolve("s3"),
                S3Fixture.stack(),
                callers,
                S3Fixture.rights(S3Fixture.EVERYTHING),
                (_, event, _) -> {
                    events.append(event);
                    return "request-id";
                },
                (_, _, _) -> {});
        endpoint.mountVerifying(S3Backend.SIGNING_NAME, s3.handler())
                .start(callers, S3Fixture.rights(S3Fixture.EVERYTHING));
        System.out.println(endpoint.uri());
        // Until it is killed, or its test has died.
        System.in.transferTo(System.out);
        System.exit(0);
    }
}
