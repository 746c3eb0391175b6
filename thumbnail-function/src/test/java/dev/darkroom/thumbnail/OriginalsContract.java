package dev.darkroom.thumbnail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.model.ImageType;
import dev.darkroom.model.PhotoId;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.Traceparent;
import dev.darkroom.model.UserId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every store of originals keeps to.
interface OriginalsContract {
    String BUCKET = "darkroom-uploads";
    PhotoKey PHOTO = new PhotoKey(new UserId("alice"), new PhotoId("01ARZ3NDEKTSV4RRFFQ69G5FAV"));
    Traceparent TRACE = new Traceparent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

    Originals originals();

    /// Uploads an object and returns its ETag without quotes.
    String upload(byte[] bytes, Optional<Traceparent> traceparent);

    void delete();

    @Test
    default void anOriginalIsReadWholeWithItsTrace() {
        byte[] bytes = {1, 2, 3, -1};
        String etag = upload(bytes, Optional.of(TRACE));

        assertThat(originals().fetch(arrival(Optional.of(etag))))
                .isInstanceOfSatisfying(Fetched.Original.class, original -> {
                    assertThat(original.bytes()).isEqualTo(bytes);
                    assertThat(original.etag()).isEqualTo(etag).doesNotContain("\"");
                    assertThat(original.sha256()).isEqualTo(Digests.sha256(bytes));
                    assertThat(original.traceparent()).contains(TRACE);
                });
    }

    @Test
    default void anEventWithoutAnETagReadsWhatIsThere() {
        upload(new byte[] {7}, Optional.empty());

        assertThat(originals().fetch(arrival(Optional.empty())))
                .isInstanceOfSatisfying(Fetched.Original.class, original -> {
                    assertThat(original.bytes()).containsExactly(7);
                    assertThat(original.traceparent()).isEmpty();
                });
    }

    @Test
    default void anEmptyObjectIsRead() {
        upload(new byte[0], Optional.empty());

        assertThat(originals().fetch(arrival(Optional.empty())))
                .isInstanceOfSatisfying(
                        Fetched.Original.class,
                        original -> assertThat(original.bytes()).isEmpty());
    }

    @Test
    default void aMissingObjectIsAnOutcome() {
        assertThat(originals().fetch(arrival(Optional.of("5eb63bbbe01eeed093cb22bb8f5acdc3"))))
                .isEqualTo(new Fetched.Missing());

        upload(new byte[] {1}, Optional.empty());
        delete();

        assertThat(originals().fetch(arrival(Optional.empty()))).isEqualTo(new Fetched.Missing());
    }

    @Test
    default void anObjectPutMeanwhileIsAnOutcome() {
        String first = upload(new byte[] {1}, Optional.empty());
        upload(new byte[] {2}, Optional.empty());

        assertThat(originals().fetch(arrival(Optional.of(first)))).isEqualTo(new Fetched.Changed());
    }

    @Test
    default void anObjectOverTheLimitIsNotReadAndOneAtTheLimitIs() {
        upload(new byte[(int) ImageType.MAX_BYTES], Optional.empty());
        assertThat(originals().fetch(arrival(Optional.empty())))
                .isInstanceOfSatisfying(
                        Fetched.Original.class,
                        original -> assertThat(original.bytes()).hasSize((int) ImageType.MAX_BYTES));

        String etag = upload(new byte[(int) ImageType.MAX_BYTES + 1], Optional.of(TRACE));
        assertThat(originals().fetch(arrival(Optional.empty())))
                .isEqualTo(new Fetched.TooLarge(ImageType.MAX_BYTES + 1, etag, Optional.of(TRACE)));
    }

    private static Arrival arrival(Optional<String> etag) {
        return new Arrival(BUCKET, PHOTO, etag);
    }
}
