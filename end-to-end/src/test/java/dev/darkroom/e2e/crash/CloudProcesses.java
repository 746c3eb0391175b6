package dev.darkroom.e2e.crash;

import dev.darkroom.e2e.Waiting;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The processes of one cloud, whoever their parent is by now: its data folder stands on the command line of each.
record CloudProcesses(Path data) {
    List<ProcessHandle> alive() {
        return with(data.toString()).toList();
    }

    Optional<ProcessHandle> dynamoDb() {
        return with(data.resolve("dynamodb").toString()).findFirst();
    }

    /// Those of functions, oldest first.
    List<ProcessHandle> functions() {
        return with(data.resolve("lambda/environments").toString())
                .sorted(Comparator.comparingLong(ProcessHandle::pid))
                .toList();
    }

    private static Stream<ProcessHandle> with(String text) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(text))
                .filter(ProcessHandle::isAlive);
    }

    /// Waits until none of them is alive.
    static void awaitEnd(Collection<ProcessHandle> processes) {
        Waiting.until("processes that nobody needs any more have ended: " + processes)
                .until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
    }
}
