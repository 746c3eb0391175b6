package dev.darkroom.upload;

import static dev.darkroom.upload.UploadFixture.ALICE;
import static dev.darkroom.upload.UploadFixture.PENDING_PHOTOS;
import static dev.darkroom.upload.UploadFixture.WRITES_PER_MINUTE;
import static dev.darkroom.upload.UploadFixture.ids;
import static dev.darkroom.upload.UploadFixture.photo;
import static dev.darkroom.upload.UploadFixture.photos;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.http.ApiAnswer;
import dev.darkroom.http.ApiCall;
import dev.darkroom.model.PhotoId;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.Rejection;
import dev.darkroom.tables.Samples;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QuotaTest {
    private final UploadFixture uploads = new UploadFixture();
    private final ApiCall alice = uploads.alice;

    /// Announces files that differ from those of all other numbers.
    private ApiAnswer announce(int from, int count) {
        return alice.post(
                "/photos",
                photos(IntStream.range(from, from + count)
                        .mapToObj(UploadFixture::photo)
                        .toArray(String[]::new)));
    }

    @Test
    void whoHasTooMuchPendingIsToldWhenThereIsRoom() {
        String first = ids(announce(0, 10)).getFirst();
        uploads.pass(Duration.ofMinutes(5));
        announce(10, PENDING_PHOTOS - 10);

        ApiAnswer tooMany = announce(100, 3);

        assertThat(tooMany.status()).isEqualTo(429);
        assertThat(tooMany.at("/type")).isEqualTo("urn:problem-type:darkroom:too-many-pending");
        assertThat(tooMany.header("retry-after")).isEqualTo("601");
        assertThat(announce(0, 10).status()).as("what is announced already").isEqualTo(201);
        PhotoKey key = new PhotoKey(ALICE, new PhotoId(first));
        uploads.photos.recordReady(key, Samples.media(key, 1), Samples.capture(), uploads.now);
        assertThat(announce(100, 1).status()).as("what has arrived makes room").isEqualTo(201);
        assertThat(announce(101, 2).status()).isEqualTo(429);

        uploads.pass(Duration.ofSeconds(601));
        assertThat(announce(101, 2).status()).isEqualTo(201);
    }

    @Test
    void whatIsRefusedForNowKeepsNoKey() {
        announce(0, PENDING_PHOTOS - 10);
        announce(50, 10);
        ApiCall keyed = alice.with("Idempotency-Key", "k");
        assertThat(keyed.post("/photos", photos(photo(100))).status()).isEqualTo(429);

        uploads.pass(Duration.ofMinutes(16));

        ApiAnswer later = keyed.post("/photos", photos(photo(100)));
        assertThat(later.status()).isEqualTo(201);
        assertThat(new PhotoId(ids(later).getFirst()).mintedAt())
                .as("an id of its own time, which the quota counts by")
                .isEqualTo(uploads.now);
    }

    @Test
    void whatWasAdmittedUnderAKeyStaysSoWhateverHasBecomeOfIt() {
        ApiCall keyed = alice.with("Idempotency-Key", "k");
        ApiAnswer first = keyed.post("/photos", photos(photo(100)));
        PhotoKey key = new PhotoKey(ALICE, new PhotoId(ids(first).getFirst()));
        uploads.photos.recordRejected(key, Samples.sequencer(1), Rejection.DAMAGED, uploads.now);
        announce(0, PENDING_PHOTOS - 10);
        announce(50, 10);

        ApiAnswer again = keyed.post("/photos", photos(photo(100)));

        assertThat(again.status()).isEqualTo(201);
        assertThat(ids(again)).isEqualTo(ids(first));
        assertThat(keyed.post("/photos", photos(photo(101))).status())
                .as("another request under that key")
                .isEqualTo(422);
    }

    @Test
    void whoSendsTooMuchIsToldWhenToGoOn() {
        for (int i = 0; i < WRITES_PER_MINUTE; i++) {
            assertThat(alice.post("/photos/nonsense/upload", "").status()).isEqualTo(404);
        }

        ApiAnswer tooMany = announce(1, 1);

        assertThat(tooMany.status()).isEqualTo(429);
        assertThat(tooMany.at("/type")).isEqualTo("urn:problem-type:darkroom:too-many-requests");
        assertThat(tooMany.header("retry-after")).isEqualTo("60");
        assertThat(uploads.anyone.as("bob").post("/photos", photos(photo(1))).status())
                .isEqualTo(201);
        uploads.pass(Duration.ofSeconds(60));
        assertThat(announce(1, 1).status()).isEqualTo(201);
    }

    @Test
    void aQuotaHasRoomForOneRequest() {
        assertThatThrownBy(() -> new PendingQuota(uploads.photos, IntentReader.MAX_PHOTOS - 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
