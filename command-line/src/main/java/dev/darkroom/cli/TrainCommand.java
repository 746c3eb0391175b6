package dev.darkroom.cli;

import dev.darkroom.bench.SamplePhoto;
import dev.darkroom.client.Cloud;
import dev.darkroom.client.DarkroomClient;
import dev.darkroom.client.Journey;
import dev.darkroom.client.NewPhoto;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// Sends one photo through a cloud of its own, so that the class archives of the cloud and of each function are made
/// from what a start and a photo really load.
@Command(name = "train", hidden = true, description = "Makes the class archives that later starts use.")
final class TrainCommand implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Override
    public Integer call() {
        try (Cloud cloud = OwnCloud.start();
                var alice = new DarkroomClient(cloud, "alice");
                var bob = new DarkroomClient(cloud, "bob")) {
            Journey.befriend(alice, bob);
            var arrival = new Journey(alice, bob).share(NewPhoto.of(SamplePhoto.jpeg(0), "image/jpeg"), LIMIT);
            cloud.awaitQuiet(LIMIT);
            return (arrival instanceof Journey.Arrival.Arrived ? ExitStatus.OK : ExitStatus.NOT_MET).code();
        }
    }
}
