package dev.darkroom.localcloud.mapping;

import static dev.darkroom.localcloud.mapping.StreamFixtures.MAPPING;
import static dev.darkroom.localcloud.mapping.StreamFixtures.flat;
import static dev.darkroom.localcloud.mapping.StreamFixtures.returned;
import static dev.darkroom.localcloud.mapping.StreamFixtures.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.darkroom.localcloud.mapping.StreamFixtures.Recorder;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What happens to streams in use: iterators expire, records are trimmed, shards roll.
/// Sources: <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetRecords.html>,
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html>
class StreamRecoveryTest {
    @TempDir
    Path folder;

    private final InMemoryStream stream = new InMemoryStream();
    private final Recorder function = new Recorder(batch -> returned("{}"));

    @Test
    void anIteratorThatExpiredIsTakenAnewBehindTheLastRecordThatWasRead() {
        stream.shard("a", Optional.empty()).add(1, 30);

        try (StreamPoller poller = start(MAPPING, function, folder, stream)) {
            await().until(() -> poller.pending() == 0);
            stream.expireIterators();
            stream.add(31, 33);
            poller.wake();
            await().until(() -> flat(function).contains("33"));
        }

        assertThat(flat(function)).hasSize(33).doesNotHaveDuplicates();
    }

    @Test
    void recordsThatWereTrimmedMeanwhileAreLostAndTheOthersArrive() {
        stream.shard("a", Optional.empty()).add(1, 5);
        try (StreamPoller poller = start(MAPPING, function, folder, stream)) {
            await().until(() -> poller.pending() == 0);
        }
        stream.add(6, 12).trim(8);

        try (StreamPoller poller = start(MAPPING, function, folder, stream)) {
            await().until(() -> poller.pending() == 0);
        }

        assertThat(flat(function)).containsExactly("1", "2", "3", "4", "5", "9", "10", "11", "12");
    }

    /// DynamoDB closes a shard after about four hours and goes on in its child.
    @Test
    void aLineOfShardsIsReadFromTheParentOnAlsoAfterARestart() {
        stream.shard("grandparent", Optional.empty()).add(1, 3).close();
        stream.shard("parent", Optional.of("grandparent")).add(4, 6).close();
        try (StreamPoller poller = start(MAPPING, function, folder, stream)) {
            // Both are done, so there is a shard to come.
            await().until(() -> flat(function).contains("6") && poller.pending() == 1);
        }
        stream.shard("child", Optional.of("parent")).add(7, 9);

        try (StreamPoller poller = start(MAPPING, function, folder, stream)) {
            await().until(() -> poller.pending() == 0);
        }

        assertThat(flat(function)).containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9");
    }

    @Test
    void aShardWhoseParentIsNoMoreIsReadFromItsBeginning() {
        stream.shard("child", Optional.of("trimmed")).add(1, 3);

        try (StreamPoller poller = start(MAPPING, function, folder, stream)) {
            await().until(() -> poller.pending() == 0);
        }

        assertThat(flat(function)).containsExactly("1", "2", "3");
    }
}
