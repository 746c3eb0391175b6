package dev.darkroom.localcloud.expiry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.localcloud.TimeScale;
import dev.darkroom.localcloud.mapping.DynamoDbCalls;
import dev.darkroom.localcloud.mapping.DynamoDbException;
import dev.darkroom.localcloud.mapping.RemovalOrigin;
import dev.darkroom.localcloud.stack.TableResource;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// DynamoDB's Time to Live, in place of DynamoDB Local's own, which works in small tables only and writes stream
/// records
/// that cannot be read.
///
/// Once a minute, faster by the time scale, it looks through the tables whose items expire, and deletes an item only if
/// its time is still the one that was seen to be past: an item that was given more time stays. As on AWS an attribute
/// that is no number, or lies more than five years back, expires nothing; unlike there it does not take days.
/// Source: Using time to live (TTL) in DynamoDB,
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html>
public final class Expiry implements RemovalOrigin, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Expiry.class.getName());
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final Period OLDEST = Period.ofYears(5);
    private static final int PAGE_ITEMS = 500;
    /// A sweep through a large table takes a fifth of one core at most.
    private static final int REST_PER_WORK = 4;

    private final List<TableResource> tables;
    private final DynamoDbCalls calls;
    private final RemovalLog removals;
    private final Duration interval;
    private final Clock clock;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread sweeper = Thread.ofVirtual().name("expiry").unstarted(this::run);

    private Expiry(
            List<TableResource> tables, DynamoDbCalls calls, RemovalLog removals, Duration interval, Clock clock) {
        this.tables = tables;
        this.calls = calls;
        this.removals = removals;
        this.interval = interval;
        this.clock = clock;
    }

    /// Knows what it removed before, and removes nothing until [#start].
    ///
    /// @param log keeps what it removed for as long as streams tell of it
    /// @param tables those without a time to live are left alone
    public static Expiry open(
            Path log, List<TableResource> tables, DynamoDbCalls calls, TimeScale timeScale, Clock clock) {
        List<TableResource> expiring = tables.stream()
                .filter(table -> table.timeToLiveAttribute().isPresent())
                .toList();
        return new Expiry(expiring, calls, RemovalLog.open(log, clock), timeScale.scaled(INTERVAL), clock);
    }

    /// Begins to remove what is past its time.
    public Expiry start() {
        if (!tables.isEmpty()) {
            sweeper.start();
        }
        return this;
    }

    private void run() {
        while (rest(interval)) {
            for (TableResource table : tables) {
                try {
                    sweep(table);
                } catch (DynamoDbException | UncheckedIOException e) {
                    LOG.log(Level.DEBUG, "items of " + table.name() + " expire later", e);
                }
            }
        }
    }

    private void sweep(TableResource table) {
        Optional<JsonNode> from = Optional.empty();
        do {
            long began = System.nanoTime();
            JsonNode page = calls.table("Scan", scan(table, from));
            for (JsonNode item : page.path("Items")) {
                if (!rest(Duration.ZERO)) {
                    return;
                }
                delete(table, (ObjectNode) item);
            }
            from = Optional.ofNullable(page.get("LastEvaluatedKey"));
            if (from.isPresent() && !rest(Duration.ofNanos((System.nanoTime() - began) * REST_PER_WORK))) {
                return;
            }
        } while (from.isPresent());
    }

    private ObjectNode scan(TableResource table, Optional<JsonNode> from) {
        Instant now = clock.instant();
        Instant oldest = now.atZone(ZoneOffset.UTC).minus(OLDEST).toInstant();
        ObjectNode request = DynamoDbCalls.request()
                .put("TableName", table.name())
                .put("Limit", PAGE_ITEMS)
                .put("FilterExpression", "attribute_type(#ttl, :number) AND #ttl BETWEEN :oldest AND :now")
                .put(
                        "ProjectionExpression",
                        table.key().sort().isPresent() ? "#ttl, #partition, #sort" : "#ttl, #partition");
        ObjectNode names = request.putObject("ExpressionAttributeNames");
        names.put("#ttl", attribute(table)).put("#partition", table.key().partition());
        table.key().sort().ifPresent(sort -> names.put("#sort", sort));
        ObjectNode values = request.putObject("ExpressionAttributeValues");
        values.putObject(":number").put("S", "N");
        values.putObject(":oldest").put("N", String.valueOf(oldest.getEpochSecond()));
        values.putObject(":now").put("N", String.valueOf(now.getEpochSecond()));
        from.ifPresent(key -> request.set("ExclusiveStartKey", key));
        return request;
    }

    private static String attribute(TableResource table) {
        return table.timeToLiveAttribute().orElseThrow();
    }

    private void delete(TableResource table, ObjectNode item) {
        JsonNode time = item.path(attribute(table));
        ObjectNode key = DynamoDbCalls.request();
        key.set(table.key().partition(), item.get(table.key().partition()));
        table.key().sort().ifPresent(sort -> key.set(sort, item.get(sort)));
        ObjectNode request =
                DynamoDbCalls.request().put("TableName", table.name()).put("ConditionExpression", "#ttl = :seen");
        request.set("Key", key);
        request.putObject("ExpressionAttributeNames").put("#ttl", attribute(table));
        request.putObject("ExpressionAttributeValues").set(":seen", time);
        try (RemovalLog.Intent intent = removals.intend(table.name(), key)) {
            delete(request, intent);
        }
    }

    private void delete(ObjectNode request, RemovalLog.Intent intent) {
        try {
            calls.table("DeleteItem", request);
        } catch (DynamoDbException e) {
            intent.refused();
            if (!e.is("ConditionalCheckFailedException")) {
                throw e;
            }
        }
    }

    @Override
    public boolean wasExpiry(String tableName, JsonNode change) {
        return removals.knows(tableName, change.path("Keys"));
    }

    /// @return false where it is time to stop instead
    private boolean rest(Duration time) {
        try {
            return !closed.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Removes nothing any more.
    @Override
    public void close() {
        closed.countDown();
        try {
            // What is being removed is to be written down.
            sweeper.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        removals.close();
    }
}
