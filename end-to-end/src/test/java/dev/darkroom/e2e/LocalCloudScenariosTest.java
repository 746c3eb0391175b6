package dev.darkroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.client.Cloud;
import dev.darkroom.localcloud.LocalCloud;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

@TestMethodOrder(OrderAnnotation.class)
class LocalCloudScenariosTest
        implements FirstPhotoScenario,
                UploadScenarios,
                AnnouncingScenarios,
                FeedScenarios,
                PhotoScenarios,
                WriteLimitScenario,
                PeopleScenarios,
                BlockScenarios,
                EventScenarios,
                WitnessScenarios {
    @TempDir
    static Path loadedClasses = Path.of("");

    private static @Nullable LocalCloud cloud;

    @BeforeAll
    static void start(@TempDir Path data, @TempDir Path template) throws IOException {
        cloud = LocalCloud.start(LocalClouds.options(data)
                .withTemplate(Grants.planted(template))
                .withVariables(LoadedClasses.variables(loadedClasses)));
    }

    @AfterAll
    static void stop() {
        if (cloud != null) {
            cloud.close();
        }
    }

    @Override
    public Cloud cloud() {
        return Objects.requireNonNull(cloud);
    }

    /// Last, when all scenarios have run.
    @Test
    @Order(Integer.MAX_VALUE)
    void everyJarInAFunctionZipIsUsedOrStandsOnTheListWithItsReason() throws IOException {
        FunctionZips zips = FunctionZips.of(Project.TEMPLATE);
        LoadedClasses loaded = LoadedClasses.readFrom(loadedClasses);

        assertThat(zips.jarsWithoutAClassIn(loaded)).isEqualTo(FunctionZips.permittedUnused());
    }

    /// Last, when all scenarios have run.
    @Test
    @Order(Integer.MAX_VALUE)
    void everyRightOfAFunctionIsUsedOrStandsOnTheListWithItsReason() throws IOException {
        Set<String> unused = Grants.named(Objects.requireNonNull(cloud).rights().unused());

        assertThat(unused).containsAll(Grants.PLANTED);
        unused.removeAll(Grants.PLANTED);
        assertThat(unused).isEqualTo(Grants.permittedUnused());
    }
}
