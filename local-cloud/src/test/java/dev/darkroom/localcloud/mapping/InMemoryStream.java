package dev.darkroom.localcloud.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// A stream in memory; records are added to the shard that was made last. Iterators expire and records are trimmed
/// when it is told so.
final class InMemoryStream implements StreamSource {
    private static final int PAGE = 20;

    private final Map<String, Contents> shards = new LinkedHashMap<>();
    private Contents last = new Contents(Optional.empty());
    private int generation;

    private static final class Contents {
        final Optional<String> parent;
        final List<StreamRecord> records = new ArrayList<>();
        boolean closed;
        int trimmed;

        Contents(Optional<String> parent) {
            this.parent = parent;
        }
    }

    synchronized InMemoryStream shard(String id, Optional<String> parent) {
        last = new Contents(parent);
        shards.put(id, last);
        return this;
    }

    synchronized InMemoryStream add(int from, int to) {
        IntStream.rangeClosed(from, to).forEach(number -> add(StreamFixtures.record(number)));
        return this;
    }

    synchronized void add(StreamRecord record) {
        last.records.add(record);
    }

    synchronized InMemoryStream close() {
        last.closed = true;
        return this;
    }

    /// No iterator that was given out is good any more, as after fifteen minutes.
    synchronized void expireIterators() {
        generation++;
    }

    /// The first records of the shard that was made last are kept no longer, as after a day.
    synchronized void trim(int count) {
        last.trimmed = count;
    }

    @Override
    public String streamArn() {
        return "arn:aws:dynamodb:us-east-1:123456789012:table/photos/stream/now";
    }

    @Override
    public synchronized List<Shard> shards() {
        return shards.entrySet().stream()
                .map(entry -> new Shard(entry.getKey(), entry.getValue().parent))
                .toList();
    }

    @Override
    public synchronized String iterator(String shardId, Optional<String> afterSequenceNumber) {
        Contents contents = contents(shardId);
        List<String> numbers =
                contents.records.stream().map(StreamRecord::sequenceNumber).toList();
        int after = afterSequenceNumber.map(numbers::indexOf).orElse(contents.trimmed - 1);
        if (after + 1 < contents.trimmed) {
            throw refused("TrimmedDataAccessException");
        }
        return generation + ":" + (after + 1) + ":" + shardId;
    }

    @Override
    public synchronized Page read(String iterator) {
        String[] place = iterator.split(":", 3);
        if (Integer.parseInt(place[0]) != generation) {
            throw refused("ExpiredIteratorException");
        }
        Contents contents = contents(place[2]);
        int from = Integer.parseInt(place[1]);
        int to = Math.min(from + PAGE, contents.records.size());
        boolean atEnd = contents.closed && to == contents.records.size();
        return new Page(
                contents.records.subList(from, to),
                atEnd ? Optional.empty() : Optional.of(generation + ":" + to + ":" + place[2]));
    }

    private static DynamoDbException refused(String type) {
        return DynamoDbException.of("GetRecords", 400, DynamoDbCalls.request().put("__type", "streams#" + type));
    }

    private Contents contents(String shardId) {
        Contents contents = shards.get(shardId);
        if (contents == null) {
            throw new IllegalArgumentException("no shard " + shardId);
        }
        return contents;
    }
}
