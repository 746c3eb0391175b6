package dev.darkroom.gallery;

import dev.darkroom.aws.AwsEnvironment;
import dev.darkroom.aws.DynamoDbClients;
import dev.darkroom.aws.S3UrlSigner;
import dev.darkroom.http.HttpApi;
import dev.darkroom.tables.DynamoDbFeedTable;
import dev.darkroom.tables.DynamoDbFriendshipTable;
import dev.darkroom.tables.DynamoDbJournalTable;
import dev.darkroom.tables.DynamoDbPhotoTable;
import dev.darkroom.tables.DynamoDbRequestTable;
import dev.darkroom.tables.DynamoDbUserTable;
import dev.darkroom.telemetry.CapacityMeter;
import dev.darkroom.telemetry.Log;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Puts gallery-handler together from its environment, as template.yaml sets it.
final class GalleryWiring {
    private GalleryWiring() {}

    /// Makes the clients and what stands on them.
    ///
    /// @throws IllegalStateException where a variable is missing; it names it
    static HttpApi api(Map<String, String> variables) {
        AwsEnvironment environment = AwsEnvironment.of(variables);
        Log log = Log.of("gallery");
        var capacity = new CapacityMeter();
        DynamoDbClient dynamoDb = DynamoDbClients.client(environment, capacity);
        String users = environment.require("USERS_TABLE");
        var tables = new GalleryRoutes.Tables(
                new DynamoDbPhotoTable(dynamoDb, environment.require("PHOTOS_TABLE")),
                new DynamoDbFriendshipTable(dynamoDb, environment.require("FRIENDSHIPS_TABLE"), users),
                new DynamoDbFeedTable(dynamoDb, environment.require("FEEDS_TABLE")),
                new DynamoDbUserTable(dynamoDb, users),
                new DynamoDbJournalTable(
                        dynamoDb,
                        environment.require("JOURNAL_TABLE"),
                        failure -> log.error("The journal was not written.", failure)),
                new DynamoDbRequestTable(dynamoDb, environment.require("REQUESTS_TABLE")));
        Optional<URI> publicEndpoint =
                environment.variable("PUBLIC_S3_ENDPOINT").map(URI::create);
        var renditions = new S3RenditionSigner(
                S3UrlSigner.forBucket(environment, environment.require("MEDIA_BUCKET"), publicEndpoint));
        var originals = new S3OriginalSigner(
                S3UrlSigner.forBucket(environment, environment.require("UPLOADS_BUCKET"), publicEndpoint));
        int writesPerMinute = environment.requireNumber("WRITES_PER_MINUTE");
        return new HttpApi(
                GalleryRoutes.router(tables, writesPerMinute, renditions, originals, Clock.systemUTC()), log, capacity);
    }
}
