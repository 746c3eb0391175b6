package dev.darkroom.thumbnail;

import dev.darkroom.aws.AwsEnvironment;
import dev.darkroom.aws.S3Clients;
import dev.darkroom.thumbnail.image.PhotoEngine;
import dev.darkroom.thumbnail.image.RenditionTable;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;

/// Puts the function together from its environment.
final class ThumbnailWiring {
    private ThumbnailWiring() {}

    /// @throws IllegalStateException where a variable is missing; it names the variable
    /// @throws IllegalArgumentException where RENDITIONS is no table that this machine can make
    static RenditionMaker maker(Map<String, String> environment) {
        String bucket = require(environment, "MEDIA_BUCKET");
        RenditionTable renditions = RenditionTable.parse(require(environment, "RENDITIONS"));
        S3Client s3 = S3Clients.client(AwsEnvironment.of(environment));
        return new RenditionMaker(
                new S3Originals(s3), PhotoEngine.making(renditions), new S3MediaStore(s3, bucket), Clock.systemUTC());
    }

    private static String require(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> new IllegalStateException("environment variable " + name + " is missing"));
    }
}
