package dev.darkroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.darkroom.client.Views.Photo;
import dev.darkroom.e2e.Schemathesis.Run;
import dev.darkroom.http.contract.Contract;
import dev.darkroom.localcloud.LocalCloud;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What Schemathesis thinks of, with openapi.yaml and a cloud that has users and photos.
class SchemathesisTest {
    private static final Path OPEN_API = Project.FOLDER.resolve("openapi.yaml");
    /// The same requests in every run: what is found once is found again.
    private static final String SEED = "4711";

    private static @Nullable LocalCloud cloud;
    private static @Nullable Person alice;
    private static final List<String> users = new ArrayList<>();
    private static final List<String> photos = new ArrayList<>();

    @TempDir
    Path folder = Path.of("");

    @BeforeAll
    static void start(@TempDir Path data) {
        assumeTrue(Schemathesis.isOnPath(), "Schemathesis is not on the path");
        // Refusing nearly everything for its number would test nothing else.
        cloud = LocalCloud.start(LocalClouds.options(data)
                .withParameters(TestParameters.with(Map.of("WritesPerMinute", "100000", "PendingPhotos", "100000"))));
        alice = Person.called("alice", cloud);
        for (String name : List.of("carol", "dave", "erin", "frank")) {
            try (Person person = Person.called(name, cloud)) {
                users.add(person.userId());
            }
        }
        try (Person bob = Person.called("bob", cloud)) {
            users.addAll(List.of(alice().userId(), bob.userId()));
            alice().befriends(bob);
            for (Person person : List.of(alice(), bob)) {
                for (String visibility : List.of("PUBLIC", "FRIENDS", "PRIVATE")) {
                    Photo shared = person.shares(TestPhotos.jpeg().withVisibility(visibility));
                    photos.add(shared.photoId());
                }
            }
        }
    }

    @AfterAll
    static void stop() {
        if (alice != null) {
            alice.close();
        }
        if (cloud != null) {
            cloud.close();
        }
    }

    @Test
    void everyAnswerToWhateverItSendsIsDocumentedAndNoneIsAFailure() throws Exception {
        Run run = schemathesis().run(OPEN_API, "--seed", SEED, "--max-examples", "15");

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.exchanges()).hasSizeGreaterThan(500);
        run.exchanges().stream()
                .filter(exchange -> Witness.CONTRACT.routeKey(exchange).isPresent())
                .forEach(Witness::check);
        assertThat(reached(run)).as("routes that did not only refuse").isEqualTo(Witness.CONTRACT.routeKeys());
    }

    @Test
    void aPlantedFieldThatIsNotDocumentedIsFound() throws Exception {
        String profile = Files.readString(OPEN_API).replace("friendCount", "friends");

        assertThat(planted(profile)).contains("friendCount");
    }

    @Test
    void aPlantedStatusThatIsNotDocumentedIsFound() throws Exception {
        String withoutOk = Files.readString(OPEN_API).replaceFirst("(operationId: getMe(?s:.*?))'200':", "$1'299':");

        assertThat(planted(withoutOk)).contains("Undocumented status code");
    }

    private String planted(String openApi) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("planted.yaml"), openApi);
        Run run = schemathesis()
                .run(
                        file,
                        "--seed",
                        SEED,
                        "--max-examples",
                        "1",
                        "--include-operation-id",
                        "getMe",
                        "--phases",
                        "coverage");
        assertThat(run.exitCode()).as(run.output()).isEqualTo(1);
        return run.output();
    }

    private Schemathesis schemathesis() throws IOException {
        LocalCloud running = Objects.requireNonNull(cloud);
        return Schemathesis.in(folder, running.api(), running.token("alice"), alice().userId(), users, photos);
    }

    /// The routes that did what they are for, or found a conflict: who is blocked first cannot be befriended then.
    private static Set<String> reached(Run run) {
        Contract contract = Witness.CONTRACT;
        return run.exchanges().stream()
                .filter(exchange -> exchange.status() < 300 || exchange.status() == 409)
                .flatMap(exchange -> contract.routeKey(exchange).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Person alice() {
        return Objects.requireNonNull(alice);
    }
}
