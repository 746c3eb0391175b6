package dev.darkroom.localcloud.lambda.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A function that does what its event says.
public final class Probe implements RequestHandler<Map<String, String>, Object> {
    private static final List<String> KEPT = new ArrayList<>();

    private int events;

    @Override
    public Object handleRequest(Map<String, String> event, Context context) {
        events++;
        return switch (event.getOrDefault("do", "echo")) {
            case "throw" -> throw new IllegalStateException(event.get("message"));
            case "exit" -> exit(Integer.parseInt(event.getOrDefault("status", "0")));
            case "sleep" -> sleep(Long.parseLong(event.getOrDefault("millis", "0")));
            case "spin" -> spin();
            case "print" -> print(Integer.parseInt(event.getOrDefault("lines", "1")));
            case "environment" -> new TreeMap<>(System.getenv());
            case "process" -> process();
            case "context" -> context(context);
            case "take" ->
                take(
                        Integer.parseInt(event.getOrDefault("megabytes", "0")),
                        Long.parseLong(event.getOrDefault("millis", "200")));
            case "heap" -> new long[Integer.MAX_VALUE / 4].length;
            case "keep" -> keep(event.getOrDefault("what", ""));
            case "large" -> "x".repeat(Integer.parseInt(event.getOrDefault("bytes", "0")));
            default -> event;
        };
    }

    private static Object exit(int status) {
        System.out.println("about to exit");
        System.exit(status);
        return "";
    }

    private static Object sleep(long millis) {
        try {
            Thread.sleep(millis);
            return "slept";
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object spin() {
        System.out.println("spinning");
        for (long turns = 0; ; turns++) {
            if (turns < 0) {
                return turns;
            }
        }
    }

    /// Memory outside of the heap, for a while.
    private static Object take(int megabytes, long millis) {
        try (var arena = Arena.ofConfined()) {
            arena.allocate((long) megabytes << 20).fill((byte) 1);
            return sleep(millis);
        }
    }

    private static List<String> keep(String line) {
        KEPT.add(line);
        var file = Path.of(System.getProperty("java.io.tmpdir"), "kept");
        try {
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            var onDisk = Files.readAllLines(file);
            if (!onDisk.equals(KEPT)) {
                throw new IllegalStateException(KEPT + " in memory, on disk " + onDisk);
            }
            return onDisk;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object print(int lines) {
        for (int line = 1; line <= lines; line++) {
            System.out.println("line " + line);
        }
        System.err.print("no line end");
        return lines;
    }

    private Object process() {
        return Map.of(
                "pid", ProcessHandle.current().pid(),
                "events", events,
                "temporary", System.getProperty("java.io.tmpdir"),
                "folder", System.getProperty("user.dir"),
                "maxHeapBytes", Runtime.getRuntime().maxMemory(),
                "arguments", List.copyOf(ManagementFactory.getRuntimeMXBean().getInputArguments()));
    }

    private static Object context(Context context) {
        return Map.of(
                "requestId", context.getAwsRequestId(),
                "functionName", context.getFunctionName(),
                "arn", context.getInvokedFunctionArn(),
                "trace", String.valueOf(context.getXrayTraceId()),
                "custom",
                        context.getClientContext() == null
                                ? ""
                                : context.getClientContext().getCustom(),
                "remainingMillis", context.getRemainingTimeInMillis());
    }
}
