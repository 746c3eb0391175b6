package dev.darkroom.bench.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Does nothing with an event but log which probes came with it, and when its first line ran:
/// `arrived 1763712000123456 probe-1 probe-2`, in microseconds since 1970.
public final class EmptyHandler implements RequestStreamHandler {
    private static final Pattern PROBE = Pattern.compile("probe-[0-9a-z]+");

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        handle(input, output, context.getLogger()::log);
    }

    static void handle(InputStream input, OutputStream output, Consumer<String> log) throws IOException {
        long arrived = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        String event = new String(input.readAllBytes(), StandardCharsets.UTF_8);
        // Most events name a probe more than once.
        String probes = PROBE
                .matcher(event)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .collect(Collectors.joining(" "));
        log.accept("arrived " + arrived + " " + probes + "\n");
        output.write("{}".getBytes(StandardCharsets.UTF_8));
    }
}
