package dev.darkroom.cleanup;

import dev.darkroom.aws.AwsEnvironment;
import dev.darkroom.aws.S3Clients;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;

/// Puts cleanup-function together: the only reader of its environment.
final class CleanupWiring {
    private CleanupWiring() {}

    /// Reads the environment.
    ///
    /// @param variables such as `System.getenv()`
    /// @throws IllegalStateException where a variable is missing; it names it
    static Cleanup cleanup(Map<String, String> variables) {
        String uploads = require(variables, "UPLOADS_BUCKET");
        String media = require(variables, "MEDIA_BUCKET");
        S3Client s3 = S3Clients.client(AwsEnvironment.of(variables));
        return new Cleanup(new S3ObjectStore(s3, uploads), new S3ObjectStore(s3, media));
    }

    private static String require(Map<String, String> variables, String name) {
        return Optional.ofNullable(variables.get(name))
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> new IllegalStateException("environment variable " + name + " is missing"));
    }
}
