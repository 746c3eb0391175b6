package dev.darkroom.cleanup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.model.PhotoId;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.UserId;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class CleanupTest {
    private static final Instant REFUSED = Instant.parse("2026-11-21T10:00:01Z");
    private static final PhotoKey KEY = new PhotoKey(new UserId("alice"), new PhotoId("01KAJ3N0000000000000000001"));
    private static final PhotoKey NEIGHBOUR =
            new PhotoKey(new UserId("alice"), new PhotoId("01KAJ3N0000000000000000002"));
    private static final String LARGE = KEY.mediaPrefix() + "large-0123456789abcdef.jpg";

    private final InMemoryObjectStore uploads = new InMemoryObjectStore();
    private final InMemoryObjectStore media = new InMemoryObjectStore();
    private final Cleanup cleanup = new Cleanup(uploads, media);

    @BeforeEach
    void fillBuckets() {
        Instant before = REFUSED.minusSeconds(1);
        uploads.put(KEY.originalKey(), before);
        media.put(LARGE, before);
        media.put(KEY.manifestKey(), before);
        uploads.put(NEIGHBOUR.originalKey(), before);
        media.put(NEIGHBOUR.manifestKey(), before);
    }

    private void assertOnlyTheNeighbourIsLeft() {
        assertThat(uploads.keys()).containsExactly(NEIGHBOUR.originalKey());
        assertThat(media.keys()).containsExactly(NEIGHBOUR.manifestKey());
    }

    @Test
    void nothingIsLeftOfAPhotoThatIsOver() {
        assertThat(cleanup.apply(new EndOfLife.Over(KEY))).isEqualTo(3);

        assertOnlyTheNeighbourIsLeft();
    }

    @Test
    void repeatingItIsNoError() {
        cleanup.apply(new EndOfLife.Over(KEY));

        cleanup.apply(new EndOfLife.Over(KEY));

        assertOnlyTheNeighbourIsLeft();
    }

    @Test
    void lateRenditionsOfADeletedPhotoGoTheNextTime() {
        cleanup.apply(new EndOfLife.Over(KEY));
        media.put(LARGE, REFUSED.plusSeconds(600));

        cleanup.apply(new EndOfLife.Over(KEY));

        assertOnlyTheNeighbourIsLeft();
    }

    @Test
    void whatTheStoreRefusesIsDoneAgain() {
        media.refuse(KEY.manifestKey());

        assertThatThrownBy(() -> cleanup.apply(new EndOfLife.Over(KEY))).isInstanceOf(IllegalStateException.class);
        cleanup.apply(new EndOfLife.Over(KEY));

        assertOnlyTheNeighbourIsLeft();
    }

    @Test
    void aRefusedPhotoLosesItsOriginalAndKeepsTheManifestThatSaysWhy() {
        cleanup.apply(new EndOfLife.Refused(KEY, REFUSED));

        assertThat(uploads.keys()).containsExactly(NEIGHBOUR.originalKey());
        assertThat(media.keys()).containsExactlyInAnyOrder(KEY.manifestKey(), NEIGHBOUR.manifestKey());
    }

    @Test
    void whatWasWrittenAfterARefusalIsOfAnotherLifeAndStays() {
        uploads.put(KEY.originalKey(), REFUSED);
        media.put(LARGE, REFUSED.plusSeconds(3));

        cleanup.apply(new EndOfLife.Refused(KEY, REFUSED));

        assertThat(uploads.keys()).contains(KEY.originalKey());
        assertThat(media.keys()).contains(LARGE, KEY.manifestKey());
    }

    @Test
    void renditionsThatWereReplacedGoAndNothingElse() {
        String other = KEY.mediaPrefix() + "large-fedcba9876543210.jpg";
        media.put(other, REFUSED.minusSeconds(1));

        assertThat(cleanup.apply(new EndOfLife.Replaced(KEY, Set.of(LARGE), REFUSED)))
                .isEqualTo(1);

        assertThat(media.keys()).containsExactlyInAnyOrder(other, KEY.manifestKey(), NEIGHBOUR.manifestKey());
        assertThat(uploads.keys()).contains(KEY.originalKey());
    }

    @Test
    void renditionsThatAnEarlierRecipeMadeAnewAreInUseAndStayWhenTheRecordOfTheirReplacementComesLate() {
        media.put(LARGE, REFUSED);

        assertThat(cleanup.apply(new EndOfLife.Replaced(KEY, Set.of(LARGE), REFUSED)))
                .isZero();

        assertThat(media.keys()).contains(LARGE);
    }
}
