package dev.darkroom.metadata;

import dev.darkroom.aws.AwsEnvironment;
import dev.darkroom.aws.AwsErrors;
import dev.darkroom.aws.DynamoDbClients;
import dev.darkroom.aws.S3Clients;
import dev.darkroom.tables.DynamoDbJournalTable;
import dev.darkroom.tables.DynamoDbPhotoTable;
import dev.darkroom.telemetry.CapacityMeter;
import dev.darkroom.telemetry.Field;
import dev.darkroom.telemetry.Log;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/// Puts the function together from its environment.
final class MetadataWiring {
    private MetadataWiring() {}

    /// @throws IllegalStateException where a variable is missing; it names the variable
    static ManifestRecorder recorder(Map<String, String> environment, Log log, CapacityMeter capacity) {
        String uploads = require(environment, "UPLOADS_BUCKET");
        String photos = require(environment, "PHOTOS_TABLE");
        String journal = require(environment, "JOURNAL_TABLE");
        AwsEnvironment aws = AwsEnvironment.of(environment);
        S3Client s3 = S3Clients.client(aws);
        DynamoDbClient dynamoDb = DynamoDbClients.client(aws, capacity);
        return new ManifestRecorder(
                new S3Manifests(s3),
                new S3Originals(s3, uploads),
                new DynamoDbPhotoTable(dynamoDb, photos),
                new DynamoDbJournalTable(
                        dynamoDb,
                        journal,
                        failure -> log.error(
                                "the journal was not written",
                                failure,
                                Field.ERROR_CODE.of(AwsErrors.code(failure).orElse("")))),
                Clock.systemUTC());
    }

    private static String require(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> new IllegalStateException("environment variable " + name + " is missing"));
    }
}
