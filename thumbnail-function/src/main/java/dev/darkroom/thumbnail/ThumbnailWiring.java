package dev.darkroom.thumbnail;

import dev.darkroom.aws.AwsEnvironment;
import dev.darkroom.aws.S3Clients;
import dev.darkroom.thumbnail.image.ImageIoEngine;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;

/// Puts the function together from its environment.
final class ThumbnailWiring {
    private ThumbnailWiring() {}

    /// @throws IllegalStateException where a variable is missing; it names the variable
    static RenditionMaker maker(Map<String, String> environment) {
        String bucket = require(environment, "MEDIA_BUCKET");
        S3Client s3 = S3Clients.client(AwsEnvironment.of(environment));
        return new RenditionMaker(
                new S3Originals(s3), new ImageIoEngine(), new S3MediaStore(s3, bucket), Clock.systemUTC());
    }

    private static String require(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> new IllegalStateException("environment variable " + name + " is missing"));
    }
}
