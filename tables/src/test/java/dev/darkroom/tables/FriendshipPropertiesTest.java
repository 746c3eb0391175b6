package dev.darkroom.tables;

import static dev.darkroom.tables.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.model.Friendship;
import dev.darkroom.model.FriendshipState;
import dev.darkroom.model.UserId;
import dev.darkroom.tables.FriendshipPair.Step;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple3;

/// Friendships over random histories.
final class FriendshipPropertiesTest {
    private static final int PEOPLE = 4;

    enum Act {
        BEFRIEND,
        UNFRIEND,
        BLOCK,
        UNBLOCK
    }

    @Property(tries = 500)
    void pairsAreWholeAndCountsRightAfterEveryStep(@ForAll("histories") List<Tuple3<Integer, Integer, Act>> acts) {
        var users = new InMemoryUserTable();
        var table = new InMemoryFriendshipTable(users);
        List<UserId> people = IntStream.range(0, PEOPLE)
                .mapToObj(number -> new UserId("user-" + number))
                .toList();
        people.forEach(user -> users.ensure(user, user.value(), NOW));

        for (var act : acts) {
            UserId one = people.get(act.get1());
            UserId other = people.get(act.get2());
            if (!one.equals(other)) {
                switch (act.get3()) {
                    case BEFRIEND -> table.befriend(one, other, NOW);
                    case UNFRIEND -> table.unfriend(one, other, NOW);
                    case BLOCK -> table.block(one, other, NOW);
                    case UNBLOCK -> table.unblock(one, other);
                }
                FriendshipInvariants.assertHold(table, users, people);
            }
        }
    }

    @Provide
    Arbitrary<List<Tuple3<Integer, Integer, Act>>> histories() {
        Arbitrary<Integer> person = Arbitraries.integers().between(0, PEOPLE - 1);
        Arbitrary<Act> act = Arbitraries.frequency(
                Tuple.of(6, Act.BEFRIEND), Tuple.of(2, Act.UNFRIEND), Tuple.of(1, Act.BLOCK), Tuple.of(2, Act.UNBLOCK));
        return Combinators.combine(person, person, act).as(Tuple::of).list().ofMaxSize(30);
    }

    /// Whatever two rows a read finds, also torn or half made ones: a step ends in a whole pair, and no step
    /// lifts or passes a block.
    @Property
    void everyStepEndsWhole(
            @ForAll("rows") Optional<FriendshipState> own, @ForAll("rows") Optional<FriendshipState> other) {
        UserId alice = new UserId("alice");
        UserId bob = new UserId("bob");
        var pair = new FriendshipPair(
                alice,
                bob,
                own.map(state -> new Friendship(alice, bob, state, NOW)),
                other.map(state -> new Friendship(bob, alice, state, NOW)));
        switch (pair.befriend(NOW)) {
            case Step.Settled settled ->
                assertThat(settled.outcome() == FriendshipTable.Befriended.BLOCKED)
                        .isEqualTo(own.equals(Optional.of(FriendshipState.BLOCKED)));
            case Step.Change change -> {
                assertThat(change.before().own()).isEqualTo(pair.own());
                assertThat(change.before().other())
                        .as("a block, which the write then meets, or the row as it is")
                        .isEqualTo(pair.other().filter(row -> row.state() != FriendshipState.BLOCKED));
                assertThat(change.after().own()).isPresent();
                assertThat(change.after().other()).isPresent();
            }
        }
        pair.unfriend().ifPresent(parting -> {
            assertThat(parting.after().own().map(Friendship::state))
                    .isEqualTo(own.filter(FriendshipState.BLOCKED::equals));
            assertThat(parting.after().other().map(Friendship::state))
                    .isEqualTo(other.filter(FriendshipState.BLOCKED::equals));
        });
        pair.block(NOW).ifPresent(parting -> {
            assertThat(parting.after().own().map(Friendship::state)).contains(FriendshipState.BLOCKED);
            assertThat(parting.after().other().map(Friendship::state))
                    .isEqualTo(other.filter(FriendshipState.BLOCKED::equals));
            assertThat(parting.after().block(NOW)).as("repeated").isEmpty();
        });
    }

    @Provide
    Arbitrary<Optional<FriendshipState>> rows() {
        return Arbitraries.of(FriendshipState.class).optional();
    }
}
