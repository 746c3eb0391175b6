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
            var shown = new Shown();
            photos.forEach((file, photo) -> lines.add(share(file, photo, alice, bob, shown)));
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("photos", lines);
            summarize(shown, photos.size(), result);
            output.object(result);
            return (shown.count() == photos.size() ? ExitStatus.OK : ExitStatus.NOT_MET).code();
        }
    }

    /// What reached bob's feed: by an upload of this demo, or by an earlier one of the same file.
    private static final class Shown {
        private final List<Double> millis = new ArrayList<>();
        private int known;

        int count() {
            return millis.size() + known;
        }
    }

    private void summarize(Shown shown, int photos, Map<String, Object> result) {
        if (shown.millis.isEmpty()) {
            output.line("%d of %d in bob's feed".formatted(shown.count(), photos));
            return;
        }
        double p50 = Measurement.percentile(shown.millis, 50);
        double p95 = Measurement.percentile(shown.millis, 95);
        output.line("%d of %d in bob's feed; end of PUT to feed: p50 %.0f ms, p95 %.0f ms"
                .formatted(shown.count(), photos, p50, p95));
        result.put("p50Millis", p50);
        result.put("p95Millis", p95);
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
            Path file, NewPhoto photo, DarkroomClient alice, DarkroomClient bob, Shown shown) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("file", file.toString());
        try {
            switch (new Journey(alice, bob).share(photo, LIMIT)) {
                case Arrival.Arrived arrived -> {
                    List<Hop> hops = alice.journal(arrived.photo().photoId());
                    shown.millis.add((double) arrived.afterPut().toMillis());
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
                case Arrival.Known known -> {
                    shown.known += known.inFeed() ? 1 : 0;
                    line.put("photoId", known.photo().photoId());
                    line.put("sharedBefore", true);
                    line.put("inFeed", known.inFeed());
                    output.line("%s  shared before, as photo %s; %s in bob's feed"
                            .formatted(file.getFileName(), known.photo().photoId(), known.inFeed() ? "is" : "NOT"));
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
