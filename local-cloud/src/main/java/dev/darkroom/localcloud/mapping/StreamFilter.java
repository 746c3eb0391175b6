package dev.darkroom.localcloud.mapping;

import java.util.List;
import java.util.Set;

/// The filters of a mapping from a table's stream: on the `dynamodb` part of a record, and on the `userIdentity` that
/// tells items that expired.
///
/// AWS has been seen to match `eventName` too. Its page on filters excludes all but `dynamodb`, so that is refused.
/// Sources: <https://docs.aws.amazon.com/lambda/latest/dg/with-ddb-filtering.html>,
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-streams.html>
public final class StreamFilter {
    private static final Set<String> FILTERED_FIELDS = Set.of("dynamodb", "userIdentity");

    private final List<EventFilter> filters;

    private StreamFilter(List<EventFilter> filters) {
        this.filters = filters;
    }

    /// Reads a mapping's patterns.
    ///
    /// @throws IllegalArgumentException where one is not understood
    public static StreamFilter of(List<String> patterns) {
        return new StreamFilter(EventFilter.ofMapping(patterns, FILTERED_FIELDS));
    }

    boolean passes(StreamRecord record) {
        return filters.isEmpty() || filters.stream().anyMatch(filter -> filter.matches(record.json()));
    }
}
