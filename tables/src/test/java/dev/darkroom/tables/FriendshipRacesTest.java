package dev.darkroom.tables;

import static dev.darkroom.tables.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.model.Friendship;
import dev.darkroom.model.FriendshipState;
import dev.darkroom.model.Profile;
import dev.darkroom.model.UserId;
import dev.darkroom.tables.FriendshipTable.Befriended;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// Two users who change their friendship at once, on the real engine.
final class FriendshipRacesTest {
    private static final LocalDynamoDb LOCAL = LocalDynamoDb.SHARED;
    private static final DynamoDbClient CLIENT = LOCAL.client();
    private static final String FRIENDSHIPS = LOCAL.createTable("FriendshipsTable");
    private static final String USERS = LOCAL.createTable("UsersTable");

    private final UserTable users = new DynamoDbUserTable(CLIENT, USERS);
    private final FriendshipTable table = tableOn(CLIENT);
    private final UserId alice = someone();
    private final UserId bob = someone();

    private static FriendshipTable tableOn(DynamoDbClient client) {
        return new DynamoDbFriendshipTable(client, FRIENDSHIPS, USERS);
    }

    /// The table as one who is always overtaken sees it.
    private static FriendshipTable overtakenBy(Runnable... actions) {
        return tableOn(InterruptedClient.before(CLIENT, "transactWriteItems", actions));
    }

    private UserId someone() {
        UserId user = new UserId(UUID.randomUUID().toString());
        users.ensure(user, user.value(), NOW);
        return user;
    }

    private void assertStates(Optional<FriendshipState> alices, Optional<FriendshipState> bobs, int friends) {
        assertThat(table.find(alice, bob).map(Friendship::state)).isEqualTo(alices);
        assertThat(table.find(bob, alice).map(Friendship::state)).isEqualTo(bobs);
        assertThat(users.find(alice).map(Profile::friendCount)).contains(friends);
        assertThat(users.find(bob).map(Profile::friendCount)).contains(friends);
    }

    @Test
    void requestsThatCrossMakeFriends() {
        Befriended bobs = overtakenBy(() -> table.befriend(alice, bob, NOW)).befriend(bob, alice, NOW);

        assertThat(bobs).isEqualTo(Befriended.ACCEPTED);
        assertStates(Optional.of(FriendshipState.ACCEPTED), Optional.of(FriendshipState.ACCEPTED), 1);
    }

    @Test
    void anAnswerToARequestThatIsWithdrawnMeanwhileIsARequestItself() {
        table.befriend(alice, bob, NOW);

        Befriended bobs = overtakenBy(() -> table.unfriend(alice, bob, NOW)).befriend(bob, alice, NOW);

        assertThat(bobs).isEqualTo(Befriended.REQUESTED);
        assertStates(Optional.of(FriendshipState.REQUESTED_IN), Optional.of(FriendshipState.REQUESTED_OUT), 0);
    }

    @Test
    void aRequestThatIsAnsweredWhileItIsWithdrawnEndsAsNoFriendship() {
        table.befriend(alice, bob, NOW);

        boolean withdrawn = overtakenBy(() -> table.befriend(bob, alice, NOW)).unfriend(alice, bob, NOW);

        assertThat(withdrawn).isTrue();
        assertStates(Optional.empty(), Optional.empty(), 0);
    }

    @Test
    void aBlockThatComesFirstStands() {
        var block = new Friendship(bob, alice, FriendshipState.BLOCKED, NOW);

        Befriended alices = overtakenBy(
                        () -> CLIENT.putItem(put -> put.tableName(FRIENDSHIPS).item(FriendshipItem.write(block))))
                .befriend(alice, bob, NOW);

        assertThat(alices).isEqualTo(Befriended.BLOCKED);
        assertStates(Optional.empty(), Optional.of(FriendshipState.BLOCKED), 0);
    }

    @Test
    void aConflictIsTriedAgain() {
        Befriended outcome = overtakenBy(FriendshipRacesTest::conflict, FriendshipRacesTest::conflict)
                .befriend(alice, bob, NOW);

        assertThat(outcome).isEqualTo(Befriended.REQUESTED);
        assertStates(Optional.of(FriendshipState.REQUESTED_OUT), Optional.of(FriendshipState.REQUESTED_IN), 0);
    }

    @Test
    void whatDynamoDbRefusesForGoodIsNotTriedAgain() {
        FriendshipTable refused = overtakenBy(() -> {
            throw cancelled("ValidationError");
        });

        assertThatThrownBy(() -> refused.befriend(alice, bob, NOW)).isInstanceOf(TransactionCanceledException.class);
    }

    private static void conflict() {
        throw cancelled("TransactionConflict");
    }

    private static TransactionCanceledException cancelled(String code) {
        return TransactionCanceledException.builder()
                .cancellationReasons(CancellationReason.builder().code(code).build())
                .build();
    }

    @Test
    void whateverManyDoAtOncePairsStayWholeAndCountsRight() throws InterruptedException, ExecutionException {
        List<UserId> people = IntStream.range(0, 4).mapToObj(_ -> someone()).toList();
        List<Future<?>> workers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int worker = 0; worker < 6; worker++) {
                var random = new Random(worker);
                workers.add(threads.submit(() -> IntStream.range(0, 25).forEach(_ -> actAtRandom(people, random))));
            }
        }
        for (Future<?> worker : workers) {
            worker.get();
        }

        FriendshipInvariants.assertHold(table, users, people);
    }

    private void actAtRandom(List<UserId> people, Random random) {
        int one = random.nextInt(people.size());
        int other = (one + 1 + random.nextInt(people.size() - 1)) % people.size();
        if (random.nextInt(3) == 0) {
            table.unfriend(people.get(one), people.get(other), NOW);
        } else {
            table.befriend(people.get(one), people.get(other), NOW);
        }
    }
}
