package dev.darkroom.upload;

import dev.darkroom.aws.AwsEnvironment;
import dev.darkroom.aws.DynamoDbClients;
import dev.darkroom.aws.S3UrlSigner;
import dev.darkroom.http.HttpApi;
import dev.darkroom.tables.DynamoDbPhotoTable;
import dev.darkroom.tables.DynamoDbRequestTable;
import dev.darkroom.tables.DynamoDbUserTable;
import dev.darkroom.tables.KnownUsers;
import dev.darkroom.tables.WriteLimit;
import dev.darkroom.telemetry.CapacityMeter;
import dev.darkroom.telemetry.Log;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Puts upload-handler together from its environment, as template.yaml sets it.
final class UploadWiring {
    private UploadWiring() {}

    /// Makes the clients and what stands on them.
    ///
    /// @throws IllegalStateException where a variable is missing; it names it
    static HttpApi api(Map<String, String> variables) {
        AwsEnvironment environment = AwsEnvironment.of(variables);
        Clock clock = Clock.systemUTC();
        var capacity = new CapacityMeter();
        DynamoDbClient dynamoDb = DynamoDbClients.client(environment, capacity);
        var photos = new DynamoDbPhotoTable(dynamoDb, environment.require("PHOTOS_TABLE"));
        var users = new DynamoDbUserTable(dynamoDb, environment.require("USERS_TABLE"));
        var signer = new S3UploadSigner(S3UrlSigner.forBucket(
                environment,
                environment.require("UPLOADS_BUCKET"),
                environment.variable("PUBLIC_S3_ENDPOINT").map(URI::create)));
        var requests = new DynamoDbRequestTable(dynamoDb, environment.require("REQUESTS_TABLE"));
        var uploads = new Uploads(
                photos,
                requests,
                new PendingQuota(photos, environment.requireNumber("PENDING_PHOTOS")),
                signer,
                new Minting(clock, new SecureRandom()),
                clock);
        var writes = new WriteLimit(requests, environment.requireNumber("WRITES_PER_MINUTE"), clock);
        var routes = new UploadRoutes(uploads, new KnownUsers(users, clock), writes);
        return new HttpApi(routes.router(), Log.of("upload"), capacity);
    }
}
