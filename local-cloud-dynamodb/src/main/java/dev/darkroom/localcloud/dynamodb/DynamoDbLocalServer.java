package dev.darkroom.localcloud.dynamodb;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/// DynamoDB Local with Streams as a process: `java -cp 'lib/*' dev.darkroom.localcloud.dynamodb.DynamoDbLocalServer
/// [FOLDER [plain]]`.
///
/// It listens on a free port of 127.0.0.1 and nowhere else, prints that port as its only line on standard output once
/// it answers, and ends when its standard input ends, so that it never outlives whoever started it. All callers and
/// regions share one database. With a folder the tables are kept in a file there, without one in memory.
/// The file's database is set up by [Database], unless it is to be plain.
///
/// DynamoDB Local's own main class would listen on every interface and send usage telemetry; this one does neither.
/// Source: Deploying DynamoDB locally,
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DynamoDBLocal.UsageNotes.html>
public final class DynamoDbLocalServer {
    private static final int MAX_THREADS = 24;
    private static final int MIN_THREADS = 4;
    private static final Duration LOCK_WAIT = Duration.ofSeconds(5);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(3);
    private static final String ANYONE = "anyone";
    private static final String ANYWHERE = "anywhere";
    private static final CountDownLatch STARTER_ENDED = new CountDownLatch(1);
    /// Held, because java.util.logging forgets the level of a logger that nobody refers to.
    private static final Logger SQLITE = Logger.getLogger("com.almworks.sqlite4java");

    private DynamoDbLocalServer() {}

    public static void main(String[] arguments) throws Exception {
        SQLITE.setLevel(Level.WARNING);
        Thread.ofPlatform().daemon().name("starter").start(DynamoDbLocalServer::followStarter);
        if (arguments.length == 0) {
            serve(new LocalDynamoDBRequestHandler(0, true, null, true, false));
        } else {
            Path folder = Files.createDirectories(Path.of(arguments[0]));
            // Closed with the process at the latest; a channel that nobody refers to would be closed sooner.
            try (FileChannel _ = lock(folder)) {
                var requests = new LocalDynamoDBRequestHandler(0, false, folder.toString(), true, false);
                // The first request opens the database.
                requests.listTables(
                        ANYONE, ANYWHERE, ListTablesRequest.builder().build());
                if (arguments.length == 1) {
                    Database.setUp(requests);
                }
                serve(requests);
            }
        }
        // DynamoDB Local leaves threads behind that are not daemons.
        System.exit(0);
    }

    private static void serve(LocalDynamoDBRequestHandler requests) throws Exception {
        var server = new Server(new QueuedThreadPool(MAX_THREADS, MIN_THREADS));
        var connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(httpConfiguration()));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new LocalDynamoDBServerHandler(requests, null));
        server.start();
        System.out.println(connector.getLocalPort());
        STARTER_ENDED.await();
        server.stop();
        requests.shutdown();
    }

    /// Two processes on one folder would each answer from their own memory of it. The lock lasts as long as the
    /// process; one that was left behind ends when it notices, so it is given a moment.
    private static FileChannel lock(Path folder) throws IOException, InterruptedException {
        var channel =
                FileChannel.open(folder.resolve("process.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        long deadline = System.nanoTime() + LOCK_WAIT.toNanos();
        while (channel.tryLock() == null) {
            if (System.nanoTime() > deadline) {
                System.err.println("another DynamoDB Local uses " + folder);
                System.exit(1);
            }
            Thread.sleep(20);
        }
        return channel;
    }

    private static HttpConfiguration httpConfiguration() {
        var configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        return configuration;
    }

    /// Standard input ends with the starter, however that ends. Where requests under way, or one that never ends, keep
    /// the process from stopping, it is cut short: what it acknowledged is in its file.
    private static void followStarter() {
        try {
            while (System.in.read() >= 0) {
                // Only the end matters.
            }
        } catch (IOException e) {
            // As good as the end.
        }
        STARTER_ENDED.countDown();
        LockSupport.parkNanos(STOP_LIMIT.toNanos());
        Runtime.getRuntime().halt(1);
    }
}
