package dev.darkroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.client.Cloud;
import dev.darkroom.client.DarkroomClient;
import dev.darkroom.client.Views.Photo;
import dev.darkroom.http.contract.Exchange;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// What the [Witness], who sees every exchange of these scenarios, must find: real answers in the wrong hands.
interface WitnessScenarios {
    Cloud cloud();

    @Test
    default void thePlaceTheFileAndWhatIsNotDocumentedAreFoundWhereTheyDoNotBelong() {
        var last = new AtomicReference<>(new Exchange("GET", "/", Optional.empty(), 0, Map.of(), ""));
        try (Person alice = Person.named("alice", cloud());
                var watched = new DarkroomClient(
                        cloud(),
                        "bob",
                        Duration.ZERO,
                        response -> last.set(Witness.exchange(cloud().api(), Optional.empty(), response)))) {
            Photo photo = alice.shares(TestPhotos.jpeg().withVisibility("PUBLIC"));
            assertThat(watched.photo(alice.userId(), photo.photoId())).isPresent();
            Exchange others = last.get();
            Witness.check(others);

            Exchange planted = with(
                    others,
                    others.body().replaceFirst("\\{", "{\"location\":{\"latitude\":" + TestPhotos.LATITUDE + "},"));
            assertThat(Witness.CONTRACT.violations(planted)).isNotEmpty();
            assertThat(Witness.LEAKS.in(planted))
                    .anyMatch(leak -> leak.contains("field location"))
                    .anyMatch(leak -> leak.contains("secret latitude"));
            assertThat(photo.location()).isNotNull();
            assertThat(Objects.requireNonNull(photo.suggestions()).description())
                    .isEqualTo(TestPhotos.DESCRIPTION);
            assertThat(Witness.LEAKS.in(with(
                            others, others.body().replaceFirst("\\{", "{\"x\":\"" + TestPhotos.DESCRIPTION + "\","))))
                    .anyMatch(leak -> leak.contains("secret suggested description"));
            assertThat(photo.fileName()).isEqualTo(TestPhotos.FILE_NAME);
            assertThatThrownBy(() -> Witness.check(planted)).isInstanceOf(AssertionError.class);
        }
    }

    private static Exchange with(Exchange exchange, String body) {
        return new Exchange(
                exchange.method(), exchange.path(), Optional.of("bob"), exchange.status(), exchange.headers(), body);
    }
}
