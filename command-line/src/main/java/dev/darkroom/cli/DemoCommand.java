package dev.darkroom.cli;

import dev.darkroom.bench.Measurement;
import dev.darkroom.client.Cloud;
import dev.darkroom.client.CloudNotRunningException;
import dev.darkroom.client.DarkroomClient;
import dev.darkroom.client.Journey;
import dev.darkroom.client.Journey.Arrival;
import dev.darkroom.client.LocalCloudAttachment;
import dev.darkroom.client.NewPhoto;
import dev.darkroom.client.ProblemException;
import dev.darkroom.client.Views.Hop;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `darkroom demo`.
@Command(
        name = "demo",
        description = {
            "Alice shares photos and bob sees them: against the running local cloud, or one started for this.",
            "Prints a line per photo with the time of each hop."
        },
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Mixin
    DataFolder data = new DataFolder();

    @Mixin
    Output output = new Output();

    @Parameters(arity = "1..*", paramLabel = "PHOTO", description = "Image files: JPEG, PNG, WebP or GIF.")
    List<Path> files = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        Map<Path, NewPhoto> photos = readAll();
        try (Cloud cloud = cloud();
                var alice = new DarkroomClient(cloud, "alice");
                var bob = new DarkroomClient(cloud, "bob")) {
            Journey.befriend(alice, bob);
            output.line("alice and bob are friends");
            List<Map<String, Object>> lines = new ArrayList<>();
            List<Double> millis = new ArrayList<>();
            photos.forEach((file, photo) -> lines.add(share(file, photo, alice, bob, millis)));
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("photos", lines);
            if (!millis.isEmpty()) {
                double p50 = Measurement.percentile(millis, 50);
                double p95 = Measurement.percentile(millis, 95);
                output.line("%d of %d in bob's feed; end of PUT to feed: p50 %.0f ms, p95 %.0f ms"
                        .formatted(millis.size(), photos.size(), p50, p95));
                result.put("p50Millis", p50);
                result.put("p95Millis", p95);
            }
            output.object(result);
            return (millis.size() == photos.size() ? ExitStatus.OK : ExitStatus.NOT_MET).code();
        }
    }

    private Map<Path, NewPhoto> readAll() {
        Map<Path, NewPhoto> photos = new LinkedHashMap<>();
        for (Path file : files) {
            try {
                photos.put(file, NewPhoto.of(file));
            } catch (IOException e) {
                throw new Refusal(ExitStatus.UNREADABLE_FILE, "cannot read the photo " + file);
            }
        }
        return photos;
    }

    private Cloud cloud() {
        try {
            return LocalCloudAttachment.to(data.path);
        } catch (CloudNotRunningException notRunning) {
            output.progress(notRunning.getMessage() + "; starting one for this demo …");
            return OwnCloud.start();
        }
    }

    private Map<String, Object> share(
            Path file, NewPhoto photo, DarkroomClient alice, DarkroomClient bob, List<Double> millis) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("file", file.toString());
        try {
            switch (new Journey(alice, bob).share(photo, LIMIT)) {
                case Arrival.Arrived arrived -> {
                    List<Hop> hops = alice.journal(arrived.photo().photoId());
                    millis.add((double) arrived.afterPut().toMillis());
                    line.put("photoId", arrived.photo().photoId());
                    line.put("putMillis", arrived.put().toMillis());
                    line.put("hops", hops);
                    line.put("inFeedAfterMillis", arrived.afterPut().toMillis());
                    output.line("%s  PUT %d ms · %s · in bob's feed after %d ms"
                            .formatted(
                                    file.getFileName(),
                                    arrived.put().toMillis(),
                                    hops.stream()
                                            .filter(hop -> !hop.hop().equals("intent"))
                                            .map(DemoCommand::describe)
                                            .collect(Collectors.joining(" · ")),
                                    arrived.afterPut().toMillis()));
                }
                case Arrival.Refused refused -> {
                    var rejection = refused.photo().rejection();
                    String why = rejection == null ? "" : rejection.message();
                    line.put("rejected", why);
                    output.line(file.getFileName() + "  REJECTED: " + why);
                }
                case Arrival.Missing missing -> {
                    line.put("missingAfterMillis", missing.waited().toMillis());
                    output.line("%s  NOT in bob's feed after %d s (photo %s)"
                            .formatted(file.getFileName(), missing.waited().toSeconds(), missing.photoId()));
                }
            }
        } catch (ProblemException refused) {
            line.put("refused", refused.getMessage());
            output.line(file.getFileName() + "  REFUSED: " + refused.getMessage());
        }
        return line;
    }

    private static String describe(Hop hop) {
        return hop.hop() + (hop.coldStart() ? " (cold) " : " ") + hop.durationMillis() + " ms";
    }
}
