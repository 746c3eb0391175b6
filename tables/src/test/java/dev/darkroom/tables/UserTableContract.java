package dev.darkroom.tables;

import static dev.darkroom.tables.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.model.Profile;
import dev.darkroom.model.UserId;
import dev.darkroom.tables.UserTable.Updated;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What every [UserTable] promises.
interface UserTableContract {
    UserTable table();

    private static UserId someone() {
        return new UserId(UUID.randomUUID().toString());
    }

    /// A handle that no other test has.
    private static String unusedHandle() {
        return "h" + UUID.randomUUID().toString().substring(0, 18);
    }

    @Test
    default void aUserIsCreatedAtTheFirstCallAndStays() {
        UserId user = someone();
        String name = unusedHandle();

        Profile created = table().ensure(user, name, NOW);

        assertThat(created).isEqualTo(new Profile(user, name, Optional.of(name), 0, NOW));
        assertThat(table().ensure(user, "another name", NOW.plusSeconds(9))).isEqualTo(created);
        assertThat(table().find(user)).contains(created);
        assertThat(table().find(someone())).isEmpty();
    }

    @Test
    default void aNameThatIsNoHandleOrTakenGivesNone() {
        String taken = unusedHandle();
        table().ensure(someone(), taken, NOW);

        Profile second = table().ensure(someone(), taken.toUpperCase(Locale.ROOT), NOW);
        Profile spaced = table().ensure(someone(), "Ann Marie O'Neill", NOW);

        assertThat(second.handle()).isEmpty();
        assertThat(spaced.handle()).isEmpty();
        assertThat(spaced.displayName()).isEqualTo("Ann Marie O'Neill");
    }

    @Test
    default void aNameIsCutWhereItIsTooLong() {
        assertThat(table().ensure(someone(), "x".repeat(200), NOW).displayName())
                .hasSize(80);
        assertThat(table().ensure(someone(), " ", NOW).displayName()).isNotBlank();
    }

    @Test
    default void aHandleFindsItsUserInAnyCase() {
        UserId user = someone();
        String handle = unusedHandle();
        table().ensure(user, handle, NOW);

        assertThat(table().holderOf(handle.toUpperCase(Locale.ROOT))).contains(user);
        assertThat(table().holderOf(unusedHandle())).isEmpty();
        assertThat(table().holderOf("no handle at all")).isEmpty();
    }

    @Test
    default void manyUsersAreFoundAtOnceEachOnce() {
        List<UserId> users = IntStream.range(0, 120).mapToObj(_ -> someone()).toList();
        users.forEach(user -> table().ensure(user, user.value(), NOW));

        assertThat(table().findAll(Stream.concat(users.stream(), Stream.of(users.getFirst(), someone()))
                        .toList()))
                .extracting(Profile::userId)
                .containsExactlyInAnyOrderElementsOf(users);
        assertThat(table().findAll(List.of())).isEmpty();
    }

    @Test
    default void aChangedHandleFreesTheOldOne() {
        UserId user = someone();
        String old = unusedHandle();
        String chosen = unusedHandle();
        table().ensure(user, old, NOW);

        Updated updated = table().update(user, "Alice", Optional.of(chosen.toUpperCase(Locale.ROOT)));

        Profile profile = new Profile(user, "Alice", Optional.of(chosen), 0, NOW);
        assertThat(updated).isEqualTo(new Updated.Saved(profile));
        assertThat(table().find(user)).contains(profile);
        assertThat(table().holderOf(chosen)).contains(user);
        assertThat(table().holderOf(old)).isEmpty();
        assertThat(table().ensure(someone(), old, NOW).handle()).contains(old);
    }

    @Test
    default void aHandleCanBeGivenUpAndRepeatingIsFine() {
        UserId user = someone();
        String handle = unusedHandle();
        table().ensure(user, handle, NOW);

        for (int i = 0; i < 2; i++) {
            assertThat(table().update(user, "Alice", Optional.of(handle))).isInstanceOf(Updated.Saved.class);
        }
        for (int i = 0; i < 2; i++) {
            assertThat(table().update(user, "Alice", Optional.empty())).isInstanceOf(Updated.Saved.class);
        }

        assertThat(table().find(user).flatMap(Profile::handle)).isEmpty();
        assertThat(table().holderOf(handle)).isEmpty();
    }

    @Test
    default void aTakenHandleIsRefusedAndNothingChanges() {
        UserId user = someone();
        String taken = unusedHandle();
        table().ensure(someone(), taken, NOW);
        Profile before = table().ensure(user, unusedHandle(), NOW);

        assertThat(table().update(user, "Mallory", Optional.of(taken))).isEqualTo(new Updated.HandleTaken());

        assertThat(table().find(user)).contains(before);
    }

    @Test
    default void nobodyIsUpdatedWhoDoesNotExist() {
        assertThat(table().update(someone(), "Alice", Optional.of(unusedHandle())))
                .isEqualTo(new Updated.NoSuchUser());
        assertThat(table().update(someone(), "Alice", Optional.empty())).isEqualTo(new Updated.NoSuchUser());
    }

    @Test
    default void whatIsNoHandleIsRefused() {
        UserId user = someone();
        table().ensure(user, "x y", NOW);

        assertThatThrownBy(() -> table().update(user, "Alice", Optional.of("handle#x")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
