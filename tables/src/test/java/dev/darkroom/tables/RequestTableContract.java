package dev.darkroom.tables;

import static dev.darkroom.tables.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.model.PhotoId;
import dev.darkroom.model.UserId;
import dev.darkroom.tables.RequestTable.Claim;
import dev.darkroom.tables.RequestTable.Count;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What every [RequestTable] promises.
interface RequestTableContract {
    List<PhotoId> PHOTOS = List.of(Samples.photoId(2), Samples.photoId(1), Samples.photoId(2));

    /// The table under test; tests own their users, so that it may hold other items.
    RequestTable table();

    private static UserId someone() {
        return new UserId(UUID.randomUUID().toString());
    }

    @Test
    default void aKeyIsClaimedOnceAndRemembersWhatFor() {
        UserId alice = someone();

        assertThat(table().claim(alice, "k", "one", PHOTOS, NOW)).isEqualTo(new Claim.Claimed());

        assertThat(table().claim(alice, "k", "one", List.of(Samples.photoId(9)), NOW.plusSeconds(1)))
                .isEqualTo(new Claim.SameAgain(PHOTOS));
        assertThat(table().claim(alice, "k", "other", PHOTOS, NOW)).isEqualTo(new Claim.Different());
        assertThat(table().claim(alice, "k", "one", List.of(), NOW)).isEqualTo(new Claim.SameAgain(PHOTOS));
    }

    @Test
    default void keysAreEachUsersOwn() {
        UserId alice = someone();
        table().claim(alice, "k", "one", PHOTOS, NOW);

        assertThat(table().claim(someone(), "k", "other", PHOTOS, NOW)).isEqualTo(new Claim.Claimed());
        assertThat(table().claim(alice, "K", "other", PHOTOS, NOW)).isEqualTo(new Claim.Claimed());
        assertThat(table().claim(alice, "~".repeat(255), "other", List.of(), NOW))
                .isEqualTo(new Claim.Claimed());
    }

    @Test
    default void aRequestThatMakesNothingCanBeClaimed() {
        UserId alice = someone();
        table().claim(alice, "k", "one", List.of(), NOW);

        assertThat(table().claim(alice, "k", "one", List.of(), NOW)).isEqualTo(new Claim.SameAgain(List.of()));
    }

    @Test
    default void aClaimStandsForADayAndIsAsGoodAsAbsentThen() {
        UserId alice = someone();
        table().claim(alice, "k", "one", PHOTOS, NOW);
        Instant end = NOW.plus(RequestTable.CLAIM_KEPT);

        assertThat(table().claim(alice, "k", "other", List.of(), end.minusSeconds(1)))
                .isEqualTo(new Claim.Different());
        assertThat(table().claim(alice, "k", "other", List.of(), end)).isEqualTo(new Claim.Claimed());
        assertThat(table().claim(alice, "k", "one", PHOTOS, end.plusSeconds(1))).isEqualTo(new Claim.Different());
    }

    @Test
    default void lookingAtAKeyClaimsNothing() {
        UserId alice = someone();
        assertThat(table().standing(alice, "k", "one", NOW)).isEmpty();
        assertThat(table().claim(alice, "k", "one", PHOTOS, NOW)).isEqualTo(new Claim.Claimed());

        assertThat(table().standing(alice, "k", "one", NOW)).contains(new Claim.SameAgain(PHOTOS));
        assertThat(table().standing(alice, "k", "other", NOW)).contains(new Claim.Different());
        assertThat(table().standing(someone(), "k", "one", NOW)).isEmpty();
        Instant end = NOW.plus(RequestTable.CLAIM_KEPT);
        assertThat(table().standing(alice, "k", "one", end.minusSeconds(1))).isPresent();
        assertThat(table().standing(alice, "k", "one", end)).isEmpty();
    }

    @Test
    default void writesAreCountedByTheMinute() {
        UserId alice = someone();
        Instant late = NOW.plusMillis(59_999);

        assertThat(table().countWrite(alice, 2, NOW)).isEqualTo(new Count.Allowed());
        assertThat(table().countWrite(alice, 2, late)).isEqualTo(new Count.Allowed());
        assertThat(table().countWrite(alice, 2, NOW.plusSeconds(1)))
                .isEqualTo(new Count.Exhausted(NOW.plus(RequestTable.WINDOW)));
        assertThat(table().countWrite(alice, 3, late))
                .as("what was refused was not counted")
                .isEqualTo(new Count.Allowed());

        assertThat(table().countWrite(alice, 2, NOW.plusSeconds(60))).isEqualTo(new Count.Allowed());
        assertThat(table().countWrite(someone(), 2, NOW)).isEqualTo(new Count.Allowed());
    }

    @Test
    default void aKeyThatReadsLikeAMinuteCountsNothing() {
        UserId alice = someone();

        table().claim(alice, "window#" + NOW, "one", List.of(), NOW);
        table().claim(alice, NOW.toString(), "one", List.of(), NOW);

        assertThat(table().countWrite(alice, 1, NOW)).isEqualTo(new Count.Allowed());
    }
}
