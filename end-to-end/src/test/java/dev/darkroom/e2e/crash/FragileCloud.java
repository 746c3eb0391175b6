package dev.darkroom.e2e.crash;

import dev.darkroom.client.LocalCloudAttachment;
import dev.darkroom.client.UpProcess;
import dev.darkroom.e2e.Waiting;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// `./darkroom up` on ports and data that stay the same, and the hand that kills its processes.
final class FragileCloud implements AutoCloseable {
    /// A retry after a minute comes after three seconds.
    private static final List<String> OPTIONS = List.of("--time-factor", "20");
    /// Parking is not exact; what is left is waited out.
    private static final Duration SPUN = Duration.ofMillis(2);
    /// DynamoDB Local starts in less time than the cloud.
    private static final int DYNAMODB_STARTS_FASTER = 3;

    private final Path project;
    private final int port;
    private final CloudProcesses processes;
    private UpProcess up;

    private FragileCloud(Path project, int port, CloudProcesses processes, UpProcess up) {
        this.project = project;
        this.port = port;
        this.processes = processes;
        this.up = up;
    }

    /// Starts it and waits until it is ready.
    static FragileCloud start(Path project, Path data) throws IOException {
        int port = UpProcess.freePorts();
        UpProcess up = UpProcess.launch(project, data, port, OPTIONS).awaitReady();
        return new FragileCloud(project, port, new CloudProcesses(data), up);
    }

    CloudProcesses processes() {
        return processes;
    }

    UpProcess up() {
        return up;
    }

    /// A client that outlives restarts.
    LocalCloudAttachment attach() {
        return up.attach();
    }

    private void launch() throws IOException {
        up = UpProcess.launch(project, processes.data(), port, OPTIONS);
    }

    /// Starts it again after it was stopped.
    void restart() throws IOException {
        launch();
        up.awaitReady();
    }

    /// Suffers a crash, and recovers: the cloud is started again, all else it mends by itself.
    ///
    /// @throws IOException where it does not start again
    /// @throws AssertionError where an orphan stays behind
    void suffer(Crash crash, Uploads uploads) throws IOException, InterruptedException {
        switch (crash.victim()) {
            case CLOUD -> sufferDeath(crash, uploads);
            case DYNAMODB -> sufferDeathOfDynamoDb(crash, uploads);
            case FUNCTION -> {
                ProcessHandle chosen = aFunction(crash.pick());
                await(crash, uploads);
                // One that ended meanwhile had idled for long; another one dies in its place.
                kill(chosen.isAlive() ? chosen : aFunction(crash.pick()));
            }
        }
    }

    private void sufferDeath(Crash crash, Uploads uploads) throws IOException, InterruptedException {
        if (crash.moment() == Crash.Moment.STARTED) {
            die(crash.atOnce());
            pause(crash.after());
        } else {
            await(crash, uploads);
        }
        List<ProcessHandle> orphans = die(crash.atOnce());
        up.awaitReady();
        CloudProcesses.awaitEnd(orphans);
    }

    /// @return what was left of it
    private List<ProcessHandle> die(boolean startAtOnce) throws IOException {
        up.kill();
        List<ProcessHandle> orphans = processes.alive();
        if (!startAtOnce) {
            CloudProcesses.awaitEnd(orphans);
        }
        launch();
        return orphans;
    }

    private void sufferDeathOfDynamoDb(Crash crash, Uploads uploads) throws InterruptedException {
        ProcessHandle first = dynamoDbOtherThan(-1);
        if (crash.moment() == Crash.Moment.STARTED) {
            kill(first);
            ProcessHandle second = dynamoDbOtherThan(first.pid());
            pause(crash.after().dividedBy(DYNAMODB_STARTS_FASTER));
            kill(second);
        } else {
            await(crash, uploads);
            kill(first);
        }
    }

    private ProcessHandle dynamoDbOtherThan(long pid) {
        return Waiting.present(
                "DynamoDB's process", () -> processes.dynamoDb().filter(process -> process.pid() != pid));
    }

    private ProcessHandle aFunction(int pick) {
        return Waiting.present("a function's process", () -> {
            List<ProcessHandle> functions = processes.functions();
            return functions.isEmpty() ? Optional.empty() : Optional.of(functions.get(pick % functions.size()));
        });
    }

    private static void kill(ProcessHandle process) {
        process.destroyForcibly();
        process.onExit().join();
    }

    private static void await(Crash crash, Uploads uploads) throws InterruptedException {
        uploads.await(crash.moment(), crash.nth());
        pause(crash.after());
    }

    private static void pause(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        LockSupport.parkNanos(time.minus(SPUN).toNanos());
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() throws IOException {
        up.close();
    }
}
