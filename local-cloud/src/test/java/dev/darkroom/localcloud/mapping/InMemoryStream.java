package dev.darkroom.localcloud.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// A stream in memory; records are added to the shard that was made last.
final class InMemoryStream implements StreamSource {
    private static final int PAGE = 20;

    private final Map<String, Contents> shards = new LinkedHashMap<>();
    private Contents last = new Contents(Optional.empty());

    private static final class Contents {
        final Optional<String> parent;
        final List<StreamRecord> records = new ArrayList<>();
        boolean closed;

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
        List<String> numbers = contents(shardId).records.stream()
                .map(StreamRecord::sequenceNumber)
                .toList();
        return shardId + ":"
                + afterSequenceNumber.map(number -> numbers.indexOf(number) + 1).orElse(0);
    }

    @Override
    public synchronized Page read(String iterator) {
        String[] place = iterator.split(":", 2);
        Contents contents = contents(place[0]);
        int from = Integer.parseInt(place[1]);
        int to = Math.min(from + PAGE, contents.records.size());
        boolean atEnd = contents.closed && to == contents.records.size();
        return new Page(
                contents.records.subList(from, to), atEnd ? Optional.empty() : Optional.of(place[0] + ":" + to));
    }

    private Contents contents(String shardId) {
        Contents contents = shards.get(shardId);
        if (contents == null) {
            throw new IllegalArgumentException("no shard " + shardId);
        }
        return contents;
    }
}
