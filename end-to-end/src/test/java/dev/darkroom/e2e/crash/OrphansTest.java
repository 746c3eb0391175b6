package dev.darkroom.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.client.DarkroomClient;
import dev.darkroom.client.LocalCloudAttachment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A cloud's processes: its own, which the launcher script turns into, DynamoDB's, and one or more of functions.
class OrphansTest {
    enum First {
        /// By `kill -9`.
        CLOUD,
        /// By SIGTERM, which lets it stop in order.
        CLOUD_IN_ORDER,
        /// The cloud dies while it starts another one.
        DYNAMODB,
        /// The cloud dies before it needs another one.
        FUNCTIONS
    }

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(First.class)
    void nothingOutlivesACloudWhateverDiesFirst(First first) throws Exception {
        var processes = new CloudProcesses(folder.resolve("data"));
        try (BuiltProject project = BuiltProject.linkedIn(folder.resolve("project"));
                FragileCloud cloud = FragileCloud.start(project.folder(), processes.data());
                LocalCloudAttachment attachment = cloud.attach();
                var alice = new DarkroomClient(attachment, "alice")) {
            assertThat(alice.me().displayName()).isNotEmpty();
            List<ProcessHandle> all = processes.alive();
            assertThat(processes.functions()).isNotEmpty();
            assertThat(all)
                    .contains(cloud.up().handle(), processes.dynamoDb().orElseThrow())
                    .containsAll(processes.functions());

            switch (first) {
                case CLOUD, CLOUD_IN_ORDER -> {}
                case DYNAMODB -> processes.dynamoDb().ifPresent(ProcessHandle::destroyForcibly);
                case FUNCTIONS -> processes.functions().forEach(ProcessHandle::destroyForcibly);
            }
            if (first == First.CLOUD_IN_ORDER) {
                end(cloud);
                assertThat(processes.alive()).isEmpty();
            } else {
                cloud.up().kill();
            }

            CloudProcesses.awaitEnd(all);
            CloudProcesses.awaitEnd(processes.alive());
            assertThat(processes.alive()).isEmpty();
        }
    }

    /// The compiler warns of closing by name what closes by itself.
    private static void end(FragileCloud cloud) throws IOException {
        cloud.close();
    }
}
