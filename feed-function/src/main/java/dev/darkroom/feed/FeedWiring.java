package dev.darkroom.feed;

import dev.darkroom.aws.AwsEnvironment;
import dev.darkroom.aws.AwsErrors;
import dev.darkroom.aws.DynamoDbClients;
import dev.darkroom.aws.SnsClients;
import dev.darkroom.aws.SqsClients;
import dev.darkroom.tables.DynamoDbFeedTable;
import dev.darkroom.tables.DynamoDbFriendGraph;
import dev.darkroom.tables.DynamoDbJournalTable;
import dev.darkroom.tables.DynamoDbPhotoTable;
import dev.darkroom.tables.FriendGraph;
import dev.darkroom.tables.PhotoTable;
import dev.darkroom.telemetry.CapacityMeter;
import dev.darkroom.telemetry.Field;
import dev.darkroom.telemetry.Log;
import dev.darkroom.telemetry.Metrics;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Puts feed-function together: the only reader of its environment. What a handler does not ask for is not made,
/// so that no environment loads a client it has no use for.
final class FeedWiring {
    private static final String FUNCTION = "feed";

    private final Map<String, String> variables;
    private final AwsEnvironment aws;
    private final Log log = Log.of(FUNCTION);
    private final Metrics metrics = Metrics.of(FUNCTION);
    private final CapacityMeter capacity = new CapacityMeter();
    private final Clock clock = Clock.systemUTC();
    private final PhotoTable photos;
    private final FriendGraph friends;
    private final FeedRows rows;
    private final FeedJournal journal;

    private FeedWiring(Map<String, String> variables) {
        this.variables = variables;
        this.aws = AwsEnvironment.of(variables);
        DynamoDbClient dynamoDb = DynamoDbClients.client(aws, capacity);
        this.photos = new DynamoDbPhotoTable(dynamoDb, require("PHOTOS_TABLE"));
        this.friends = new DynamoDbFriendGraph(dynamoDb, require("FRIENDSHIPS_TABLE"));
        this.rows = new FeedRows(new DynamoDbFeedTable(dynamoDb, require("FEEDS_TABLE")), metrics);
        this.journal = new FeedJournal(
                new DynamoDbJournalTable(dynamoDb, require("JOURNAL_TABLE"), this::logJournalFailure), clock);
    }

    /// Reads the environment.
    ///
    /// @param variables such as `System.getenv()`
    /// @throws IllegalStateException where a variable is missing; it names it
    static FeedWiring of(Map<String, String> variables) {
        return new FeedWiring(variables);
    }

    Publication publication() {
        return new Publication(
                photos,
                friends,
                rows,
                queue(),
                new SnsActivityTopic(SnsClients.client(aws), require("PHOTO_ACTIVITY_TOPIC_ARN")),
                journal,
                metrics,
                clock,
                Limits.STANDARD);
    }

    Backfill backfill() {
        return new Backfill(photos, friends, rows, queue(), metrics, Limits.STANDARD);
    }

    FanOut fanOut() {
        return new FanOut(photos, friends, rows, journal, metrics, clock);
    }

    Log log() {
        return log;
    }

    CapacityMeter capacity() {
        return capacity;
    }

    private FanOutQueue queue() {
        return new SqsFanOutQueue(SqsClients.client(aws), require("FAN_OUT_QUEUE_URL"));
    }

    private void logJournalFailure(RuntimeException failure) {
        log.error(
                "A journal entry was not written",
                failure,
                Field.ERROR_CODE.of(AwsErrors.code(failure).orElse("none")));
    }

    private String require(String name) {
        return Optional.ofNullable(variables.get(name))
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> new IllegalStateException("environment variable " + name + " is missing"));
    }
}
