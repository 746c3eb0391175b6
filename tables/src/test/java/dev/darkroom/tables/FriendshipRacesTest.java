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
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
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
    void aBlockThatComesBeforeARequestStands() {
        Befriended alices = overtakenBy(() -> table.block(bob, alice, NOW)).befriend(alice, bob, NOW);

        assertThat(alices).isEqualTo(Befriended.NO_SUCH_USER);
        assertStates(Optional.empty(), Optional.of(FriendshipState.BLOCKED), 0);
    }

    @Test
    void aBlockThatComesBeforeAnAnswerStands() {
        table.befriend(bob, alice, NOW);

        Befriended alices = overtakenBy(() -> table.block(bob, alice, NOW)).befriend(alice, bob, NOW);

        assertThat(alices).isEqualTo(Befriended.NO_SUCH_USER);
        assertStates(Optional.empty(), Optional.of(FriendshipState.BLOCKED), 0);
    }

    @Test
    void aBlockOfWhatIsAcceptedMeanwhileEndsTheFriendship() {
        table.befriend(alice, bob, NOW);

        boolean blocked = overtakenBy(() -> table.befriend(bob, alice, NOW)).block(alice, bob, NOW);

        assertThat(blocked).isTrue();
        assertStates(Optional.of(FriendshipState.BLOCKED), Optional.empty(), 0);
    }

    @Test
    void aBlockOfAFriendshipThatEndsMeanwhileTakesNoCountTwice() {
        table.befriend(alice, bob, NOW);
        table.befriend(bob, alice, NOW);

        boolean blocked = overtakenBy(() -> table.unfriend(bob, alice, NOW)).block(alice, bob, NOW);

        assertThat(blocked).isTrue();
        assertStates(Optional.of(FriendshipState.BLOCKED), Optional.empty(), 0);
    }

    @Test
    void blocksThatCrossBothStand() {
        table.befriend(alice, bob, NOW);
        table.befriend(bob, alice, NOW);

        boolean blocked = overtakenBy(() -> table.block(bob, alice, NOW)).block(alice, bob, NOW);

        assertThat(blocked).isTrue();
        assertStates(Optional.of(FriendshipState.BLOCKED), Optional.of(FriendshipState.BLOCKED), 0);
    }

    @Test
    void aRequestGetsThroughWhereTheBlockIsLiftedMeanwhile() {
        table.block(bob, alice, NOW);

        Befriended alices = overtakenBy(() -> table.unblock(bob, alice)).befriend(alice, bob, NOW);

        assertThat(alices).isEqualTo(Befriended.REQUESTED);
        assertStates(Optional.of(FriendshipState.REQUESTED_OUT), Optional.of(FriendshipState.REQUESTED_IN), 0);
    }

    @Test
    void whoIsBlockedAsksWithTheSameCallsAsOneWhoAsksNobody() {
        table.block(bob, alice, NOW);
        List<String> ofBlocked = new ArrayList<>();
        List<String> ofNobody = new ArrayList<>();
        UserId nobody = new UserId(UUID.randomUUID().toString());

        assertThat(tableOn(Overheard.by(ofBlocked::add, DynamoDbClient.class, CLIENT))
                        .befriend(alice, bob, NOW))
                .isEqualTo(tableOn(Overheard.by(ofNobody::add, DynamoDbClient.class, CLIENT))
                        .befriend(alice, nobody, NOW));

        assertThat(ofBlocked)
                .isEqualTo(ofNobody)
                .containsExactly("DynamoDbClient.batchGetItem", "DynamoDbClient.transactWriteItems");
    }

    @Test
    void ofTwoWhoAreAcceptedForTheLastPlaceOneGetsIt() throws InterruptedException, ExecutionException {
        List<UserId> fans = List.of(bob, someone());
        fans.forEach(fan -> table.befriend(fan, alice, NOW));
        CLIENT.updateItem(update -> update.tableName(USERS)
                .key(UserItem.key(alice))
                .updateExpression("SET friendCount = :count")
                .expressionAttributeValues(Map.of(":count", Values.number(Friendship.MAX_FRIENDS - 1))));

        List<Befriended> outcomes = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var outcome : threads.invokeAll(fans.stream()
                    .<Callable<Befriended>>map(fan -> () -> table.befriend(alice, fan, NOW))
                    .toList())) {
                outcomes.add(outcome.get());
            }
        }

        assertThat(outcomes).containsExactlyInAnyOrder(Befriended.ACCEPTED, Befriended.TOO_MANY_FRIENDS);
        assertThat(users.find(alice).map(Profile::friendCount)).contains(Friendship.MAX_FRIENDS);
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
        switch (random.nextInt(10)) {
            case 0, 1 -> table.unfriend(people.get(one), people.get(other), NOW);
            case 2 -> table.block(people.get(one), people.get(other), NOW);
            case 3, 4 -> table.unblock(people.get(one), people.get(other));
            default -> table.befriend(people.get(one), people.get(other), NOW);
        }
    }
}
