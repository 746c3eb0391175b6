package dev.darkroom.localcloud.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.localcloud.stack.FunctionResource;
import dev.darkroom.localcloud.stack.HttpApiResource;
import dev.darkroom.localcloud.stack.HttpApiResource.Route;
import dev.darkroom.localcloud.stack.PolicyStatement;
import dev.darkroom.localcloud.stack.PolicyStatement.Origin;
import dev.darkroom.localcloud.stack.QueueResource;
import dev.darkroom.localcloud.stack.Stack;
import dev.darkroom.localcloud.stack.StreamMapping.StartingPosition;
import dev.darkroom.localcloud.stack.TableResource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The project's own template, as the local cloud sees it.
class ProjectTemplateTest {
    private static final Path TEMPLATE = Path.of("../template.yaml");
    private static final StackParameters PARAMETERS = new StackParameters(
            "darkroom",
            "us-east-1",
            "000000000000",
            URI.create("http://localhost:4566"),
            URI.create("http://localhost:8080"),
            Map.of("StreamRetries", "2"));

    @TempDir
    static Path folder;

    static Stack stack;

    @BeforeAll
    static void readWithZipsInPlace() throws IOException {
        stack = read(folder);
    }

    @Test
    void everyFunctionIsThereWithItsZip() {
        assertThat(stack.functions())
                .extracting(FunctionResource::name)
                .contains("darkroom-UploadHandler", "darkroom-ThumbnailFunction", "darkroom-FeedPhotosFunction");
        assertThat(stack.functions())
                .allSatisfy(function -> assertThat(function.codeZip()).isRegularFile());
    }

    @Test
    void globalsFillWhatAFunctionLeavesOut() {
        FunctionResource metadata = function("MetadataFunction");
        assertThat(metadata.memoryMegabytes()).isEqualTo(512);
        assertThat(metadata.timeout()).hasSeconds(20);
        assertThat(metadata.environment())
                .containsEntry("DARKROOM_STACK", "darkroom")
                .containsEntry("UPLOADS_BUCKET", "darkroom-uploads-000000000000")
                .containsEntry("PHOTOS_TABLE", "darkroom-PhotosTable");
    }

    @Test
    void anUploadInvokesTheThumbnailFunctionAndAManifestTheMetadataFunction() {
        assertThat(stack.buckets())
                .filteredOn(bucket -> bucket.logicalId().equals("UploadsBucket"))
                .singleElement()
                .satisfies(uploads -> assertThat(uploads.notifications())
                        .singleElement()
                        .satisfies(notification -> {
                            assertThat(notification.events()).containsExactly("s3:ObjectCreated:*");
                            assertThat(notification.targetArn())
                                    .isEqualTo(function("ThumbnailFunction").arn());
                        }));
        assertThat(stack.buckets())
                .filteredOn(bucket -> bucket.logicalId().equals("MediaBucket"))
                .flatExtracting(bucket -> bucket.notifications())
                .anySatisfy(notification -> assertThat(notification.suffix()).contains("manifest.json"));
    }

    @Test
    void failuresOfAnAsynchronousHopGoToItsQueue() {
        assertThat(function("ThumbnailFunction").asynchronous().maximumRetries())
                .isEqualTo(2);
        assertThat(function("ThumbnailFunction").asynchronous().onFailure())
                .contains("arn:aws:sqs:us-east-1:000000000000:darkroom-ThumbnailDeadLetterQueue");
    }

    @Test
    void aStreamMappingHasItsFiltersAndItsFailuresBucket() {
        assertThat(function("FeedPhotosFunction").streams()).singleElement().satisfies(mapping -> {
            assertThat(mapping.id()).isEqualTo("FeedPhotosFunctionPhotoChanged");
            assertThat(mapping.tableName()).isEqualTo("darkroom-PhotosTable");
            assertThat(mapping.startingPosition()).isEqualTo(StartingPosition.TRIM_HORIZON);
            assertThat(mapping.maximumRetries()).hasValue(2);
            assertThat(mapping.bisectOnError()).isTrue();
            assertThat(mapping.reportsBatchItemFailures()).isTrue();
            assertThat(mapping.onFailure()).contains("arn:aws:s3:::darkroom-failures-000000000000");
            assertThat(mapping.filters()).hasSize(1);
        });
        assertThat(function("CleanupFunction").streams())
                .singleElement()
                .satisfies(mapping -> assertThat(mapping.filters()).hasSize(3));
    }

    @Test
    void theFanOutQueueRedrivesAndFeedsItsFunction() {
        assertThat(stack.queues())
                .filteredOn(queue -> queue.logicalId().equals("FanOutQueue"))
                .extracting(QueueResource::attributes)
                .singleElement()
                .satisfies(attributes -> assertThat(attributes)
                        .containsEntry("VisibilityTimeout", "360")
                        .containsEntry(
                                "RedrivePolicy",
                                "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:"
                                        + "darkroom-FanOutDeadLetterQueue\",\"maxReceiveCount\":5}"));
        assertThat(function("FeedFanOutFunction").queues()).singleElement().satisfies(mapping -> {
            assertThat(mapping.batchSize()).isEqualTo(5);
            assertThat(mapping.maximumConcurrency()).hasValue(2);
        });
        assertThat(function("FeedFanOutFunction").environment())
                .containsEntry("FAN_OUT_QUEUE_URL", "http://localhost:4566/000000000000/darkroom-FanOutQueue");
    }

    @Test
    void tablesHaveTheirKeysIndexesStreamsAndExpiry() {
        assertThat(stack.tables())
                .filteredOn(table -> table.logicalId().equals("PhotosTable"))
                .singleElement()
                .satisfies(photos -> {
                    assertThat(photos.key()).isEqualTo(new TableResource.Key("ownerId", Optional.of("photoId")));
                    assertThat(photos.indexes())
                            .extracting(TableResource.Index::name)
                            .contains("public", "bySha256");
                    assertThat(photos.streamView()).contains("NEW_AND_OLD_IMAGES");
                    assertThat(photos.timeToLiveAttribute()).contains("expiresAt");
                });
    }

    @Test
    void everyRouteButThePublicOneAsksForATokenWithTheScope() {
        HttpApiResource api = stack.apis().getFirst();
        assertThat(api.routes())
                .contains(new Route(
                        "PUT",
                        "/friends/{userId}",
                        "darkroom-GalleryHandler",
                        Optional.of("Users"),
                        List.of("darkroom/photos")));
        assertThat(api.routes())
                .filteredOn(route -> route.scopes().isEmpty())
                .containsExactly(
                        new Route("GET", "/public/photos", "darkroom-GalleryHandler", Optional.empty(), List.of()));
        assertThat(api.authorizers()).singleElement().satisfies(authorizer -> {
            assertThat(authorizer.userPoolLogicalId()).isEqualTo("UserPool");
            assertThat(authorizer.audience())
                    .containsExactly(
                            stack.userPools().getFirst().clients().getFirst().clientId());
        });
        assertThat(api.cors())
                .hasValueSatisfying(cors -> assertThat(cors.allowOrigins()).containsExactly("*"));
    }

    @Test
    void theTopicDeliversToItsSubscribersQueue() {
        assertThat(stack.topics())
                .singleElement()
                .satisfies(topic -> assertThat(topic.subscriptions())
                        .singleElement()
                        .satisfies(subscription -> {
                            assertThat(subscription.queueArn()).endsWith(":darkroom-PhotoActivityQueue");
                            assertThat(subscription.rawDelivery()).isTrue();
                            assertThat(subscription.deadLetterQueueArn()).isPresent();
                        }));
    }

    @Test
    void rightsNameWholeArns() {
        assertThat(function("UploadHandler").statements())
                .contains(new PolicyStatement(
                        List.of("s3:PutObject"), List.of("arn:aws:s3:::darkroom-uploads-000000000000/*")));
    }

    /// <https://github.com/aws/serverless-application-model>, `samtranslator/model/eventsources/pull.py`
    @Test
    void samGivesWhatEventsAndDestinationsNeed() {
        assertThat(given("FeedPhotosFunction"))
                .extracting(PolicyStatement::actions)
                .containsExactly(
                        List.of(
                                "dynamodb:DescribeStream",
                                "dynamodb:GetRecords",
                                "dynamodb:GetShardIterator",
                                "dynamodb:ListStreams"),
                        List.of("s3:PutObject"),
                        List.of("s3:ListBucket"));
        assertThat(given("FeedFanOutFunction"))
                .extracting(PolicyStatement::actions)
                .containsExactly(List.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"));
        assertThat(given("ThumbnailFunction"))
                .containsExactly(new PolicyStatement(
                        Origin.SAM,
                        List.of("sqs:SendMessage"),
                        List.of("arn:aws:sqs:us-east-1:000000000000:darkroom-ThumbnailDeadLetterQueue")));
        assertThat(given("UploadHandler")).isEmpty();
    }

    private static List<PolicyStatement> given(String logicalId) {
        return function(logicalId).statements().stream()
                .filter(statement -> statement.origin() == Origin.SAM)
                .toList();
    }

    @Test
    void aConditionLeavesReservedConcurrencyOut() {
        assertThat(function("ThumbnailFunction").reservedConcurrency()).isEmpty();
    }

    @Test
    void outputsAreWhatADeploymentWouldAnswer() {
        assertThat(stack.outputs())
                .containsEntry("ApiUrl", "http://localhost:8080")
                .containsEntry("MediaBucketName", "darkroom-media-000000000000");
    }

    @Test
    void namesAreTheSameEveryTime() throws IOException {
        assertThat(read(folder)).isEqualTo(stack);
    }

    /// Reads a copy of the template beside empty files in the zips' places.
    private static Stack read(Path folder) throws IOException {
        String template = Files.readString(TEMPLATE);
        for (String line :
                template.lines().filter(text -> text.contains("CodeUri:")).toList()) {
            Path zip = folder.resolve(line.substring(line.indexOf(':') + 1).strip());
            Files.createDirectories(zip.getParent());
            Files.writeString(zip, "");
        }
        return TemplateReader.read(Files.writeString(folder.resolve("template.yaml"), template), PARAMETERS);
    }

    private static FunctionResource function(String logicalId) {
        return stack.functions().stream()
                .filter(function -> function.logicalId().equals(logicalId))
                .findFirst()
                .orElseThrow();
    }
}
