package dev.darkroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.client.Cloud;
import dev.darkroom.localstack.LocalStackCloud;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestWatcher;
import org.junit.jupiter.api.io.TempDir;

/// The second witness: template.yaml and the zips, deployed to LocalStack by CloudFormation, do the main job.
@Tag("localstack")
@NeedsContainerEngine
class LocalStackSmokeTest implements FirstPhotoScenario {
    private static @Nullable LocalStackCloud cloud;

    /// What the functions said is gone with the container.
    @RegisterExtension
    static final TestWatcher LOGS = new TestWatcher() {
        @Override
        public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
            if (cloud != null) {
                cloud.logs().forEach((function, lines) -> {
                    System.out.println("----- " + function);
                    lines.forEach(System.out::println);
                });
            }
        }
    };

    @BeforeAll
    static void deploy(@TempDir Path folder) throws IOException {
        cloud = LocalStackCloud.start(
                Project.TEMPLATE,
                endpoint -> TestParameters.with(Map.of("PublicS3Endpoint", endpoint.toString())),
                folder);
        System.out.println("Deployed to LocalStack in " + cloud.deploymentTook().toMillis() + " ms; it does not have "
                + cloud.absent());
    }

    @AfterAll
    static void stop() {
        if (cloud != null) {
            cloud.close();
        }
    }

    @Test
    void reprocessFindsAStackByItsName() throws IOException {
        try (Person carol = Person.named("carol", cloud());
                StackByName _ = StackByName.deployedTo(cloud().resources())) {
            carol.shares(TestPhotos.jpeg());

            JsonNode toDo =
                    ReprocessTest.reprocess(List.of("--stack", "darkroom"), "--owner", carol.userId(), "--dry-run");

            assertThat(toDo.path("photos").asInt()).isZero();
            assertThat(toDo.path("engine").asText()).contains("large 1600 fit");
        }
    }

    @Override
    public Cloud cloud() {
        return Objects.requireNonNull(cloud);
    }
}
