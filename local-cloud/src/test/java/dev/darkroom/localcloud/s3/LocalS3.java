package dev.darkroom.localcloud.s3;

import dev.darkroom.localcloud.endpoint.AwsEndpoint;
import dev.darkroom.localcloud.endpoint.Caller;
import dev.darkroom.localcloud.endpoint.Callers;
import dev.darkroom.localcloud.rights.Rights;
import dev.darkroom.localcloud.stack.BucketResource;
import dev.darkroom.localcloud.stack.PolicyStatement;
import dev.darkroom.localcloud.stack.Stack;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The local cloud's S3 with some buckets and no notifications, for contract tests of whatever speaks to S3.
public final class LocalS3 implements AutoCloseable {
    private static final String REGION = "eu-central-1";
    private static final String ACCOUNT = "111122223333";
    private static final String FUNCTION = "function";
    private static final PolicyStatement EVERYTHING = new PolicyStatement(List.of("s3:*"), List.of("*"));

    private final Callers callers;
    private final AwsEndpoint endpoint;
    private final S3Backend s3;

    /// Starts it on a free port.
    ///
    /// @param data an empty folder
    public LocalS3(Path data, String... buckets) {
        callers = Callers.open(data.resolve("callers"), List.of(FUNCTION));
        endpoint = AwsEndpoint.open(0);
        var rights = new Rights(REGION, ACCOUNT, Map.of(FUNCTION, List.of(EVERYTHING)));
        s3 = S3Backend.start(
                data.resolve("s3"), stack(buckets), callers, rights, (_, _, _) -> "request-id", (_, _, _) -> {});
        endpoint.mountVerifying(S3Backend.SIGNING_NAME, s3.handler()).start(callers, rights);
    }

    private static Stack stack(String... buckets) {
        return new Stack(
                "stack",
                REGION,
                ACCOUNT,
                List.of(),
                Arrays.stream(buckets)
                        .map(name -> new BucketResource(name, name, List.of(), List.of()))
                        .toList(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of());
    }

    /// The variables that lead an AWS client here.
    public Map<String, String> environment() {
        Caller function = callers.byName(FUNCTION);
        return Map.of(
                "AWS_REGION", REGION,
                "AWS_ENDPOINT_URL", endpoint.uri().toString(),
                "AWS_ACCESS_KEY_ID", function.accessKeyId(),
                "AWS_SECRET_ACCESS_KEY", function.secretAccessKey());
    }

    @Override
    public void close() {
        endpoint.close();
        s3.close();
    }
}
