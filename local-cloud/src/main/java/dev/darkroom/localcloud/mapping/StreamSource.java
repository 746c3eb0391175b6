package dev.darkroom.localcloud.mapping;

import java.util.List;
import java.util.Optional;

/// One table's stream, to be read from its shards.
interface StreamSource {
    /// The stream's ARN as events name it.
    String streamArn();

    /// The shards there are, those that are closed included.
    List<Shard> shards();

    /// Where to read a shard from.
    ///
    /// @param afterSequenceNumber empty for the oldest record there is
    String iterator(String shardId, Optional<String> afterSequenceNumber);

    /// Reads what there is, at most a thousand records.
    Page read(String iterator);

    record Shard(String id, Optional<String> parentId) {}

    /// Records in order.
    ///
    /// @param nextIterator empty once the shard is closed and read to its end
    record Page(List<StreamRecord> records, Optional<String> nextIterator) {
        public Page {
            records = List.copyOf(records);
        }
    }
}
