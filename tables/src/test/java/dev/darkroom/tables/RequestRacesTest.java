package dev.darkroom.tables;

import static dev.darkroom.tables.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.model.PhotoId;
import dev.darkroom.model.UserId;
import dev.darkroom.tables.RequestTable.Claim;
import dev.darkroom.tables.RequestTable.Count;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Requests of one user at the same moment, on the real engine.
final class RequestRacesTest {
    private static final LocalDynamoDb LOCAL = LocalDynamoDb.SHARED;
    private static final String NAME = LOCAL.createTable("RequestsTable");
    private static final RequestTable TABLE = new DynamoDbRequestTable(LOCAL.client(), NAME);

    private final UserId alice = new UserId(UUID.randomUUID().toString());

    private static <T> List<T> atOnce(int count, IntFunction<Callable<T>> call)
            throws InterruptedException, ExecutionException {
        List<T> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<T> result :
                    threads.invokeAll(IntStream.range(0, count).mapToObj(call).toList())) {
                results.add(result.get());
            }
        }
        return results;
    }

    @RepeatedTest(5)
    void ofManyWhoClaimAKeyOneHasItAndAllHearOfItsPhotos() throws InterruptedException, ExecutionException {
        List<Claim> claims =
                atOnce(12, number -> () -> TABLE.claim(alice, "k", "one", List.of(Samples.photoId(number)), NOW));

        List<Claim> others = new ArrayList<>(claims);
        assertThat(others.remove(new Claim.Claimed())).isTrue();
        List<PhotoId> winners = List.of(Samples.photoId(claims.indexOf(new Claim.Claimed())));
        assertThat(others).hasSize(11).containsOnly(new Claim.SameAgain(winners));
    }

    @RepeatedTest(5)
    void ofManyWhoClaimAnExpiredKeyOneHasIt() throws InterruptedException, ExecutionException {
        TABLE.claim(alice, "k", "old", List.of(), NOW.minus(RequestTable.CLAIM_KEPT));

        List<Claim> claims = atOnce(12, _ -> () -> TABLE.claim(alice, "k", "new", List.of(), NOW));

        assertThat(claims).containsOnlyOnce(new Claim.Claimed()).contains(new Claim.SameAgain(List.of()));
    }

    @Test
    void ofManyWritesAsManyAreCountedAsAreAllowed() throws InterruptedException, ExecutionException {
        List<Count> counts = atOnce(40, _ -> () -> TABLE.countWrite(alice, 25, NOW));

        assertThat(counts.stream().filter(Count.Allowed.class::isInstance)).hasSize(25);
    }

    @Test
    void eachIsOneCall() {
        List<String> calls = new ArrayList<>();
        var table = new DynamoDbRequestTable(Overheard.by(calls::add, DynamoDbClient.class, LOCAL.client()), NAME);

        table.countWrite(alice, 1, NOW);
        table.countWrite(alice, 1, NOW);
        table.claim(alice, "k", "one", List.of(), NOW);
        table.claim(alice, "k", "other", List.of(), NOW);

        assertThat(calls)
                .containsExactly(
                        "DynamoDbClient.updateItem",
                        "DynamoDbClient.updateItem",
                        "DynamoDbClient.putItem",
                        "DynamoDbClient.putItem");
    }
}
