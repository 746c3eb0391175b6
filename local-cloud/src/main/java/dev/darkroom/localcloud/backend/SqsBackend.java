package dev.darkroom.localcloud.backend;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.darkroom.localcloud.stack.QueueResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import org.apache.pekko.actor.Terminated;
import org.elasticmq.server.ElasticMQServer;
import org.elasticmq.server.config.ElasticMQServerConfig;
import scala.Function0;
import scalikejdbc.ConnectionPool;
import scalikejdbc.ConnectionPoolSettings;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/// ElasticMQ, with queues and messages in a file that survives the death of its process.
public final class SqsBackend implements Backend, QueueSender {
    private static final String LOOPBACK = "127.0.0.1";
    /// Becomes the message's `AWSTraceHeader`.
    private static final String TRACE_HEADER = "X-Amzn-Trace-Id";

    private final URI uri;
    private final Function0<Terminated> stop;
    private final SqsClient client;
    private final Map<String, String> urlsByArn;

    private SqsBackend(URI uri, Function0<Terminated> stop, SqsClient client, Map<String, String> urlsByArn) {
        this.uri = uri;
        this.stop = stop;
        this.client = client;
        this.urlsByArn = urlsByArn;
    }

    /// Starts it, creates those queues that are missing, and gives all of them the attributes they should have.
    ///
    /// @param folder where messages are kept; one process at a time may use it
    /// @param endpoint what queue URLs begin with
    public static SqsBackend start(
            Path folder, URI endpoint, String region, String accountId, List<QueueResource> queues) {
        // Pekko looks for timers that are due every 10 ms otherwise, forever.
        System.setProperty("pekko.scheduler.tick-duration", "50ms");
        System.setProperty("pekko.actor.default-dispatcher.fork-join-executor.parallelism-min", "2");
        System.setProperty("pekko.loglevel", "WARNING");
        // The cloud stops it, also on Ctrl-C, when it is too late for a hook of its own, which it would complain of.
        System.setProperty("pekko.coordinated-shutdown.run-by-jvm-shutdown-hook", "off");
        try {
            Files.createDirectories(folder);
            int port = freePort();
            var uri = URI.create("http://" + LOOPBACK + ":" + port);
            openDatabase(database(folder));
            try (var stored = StoredMessages.open(database(folder))) {
                Map<String, Integer> counts =
                        stored.count(queues.stream().map(QueueResource::name).toList());
                Function0<Terminated> stop = new ElasticMQServer(
                                new ElasticMQServerConfig(config(folder, endpoint, port, region, accountId, queues)))
                        .start();
                var client = client(uri, region);
                Queues.awaitAndConfigure(client, queues, counts);
                stored.keepInOneQueue(Queues.deadLetterQueues(queues));
                return new SqsBackend(
                        uri,
                        stop,
                        client,
                        queues.stream()
                                .collect(Collectors.toMap(
                                        QueueResource::arn, queue -> url(endpoint, accountId, queue.name()))));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("ElasticMQ cannot be started", e);
        }
    }

    /// ElasticMQ's default delays writes, and loses acknowledged messages when the process is killed.
    private static String database(Path folder) {
        return "jdbc:h2:file:" + folder.toAbsolutePath().resolve("sqs") + ";WRITE_DELAY=0";
    }

    /// ElasticMQ opens its database once a JVM; a second server in the same one would go on with the first one's.
    private static void openDatabase(String uri) {
        ConnectionPoolSettings settings = ConnectionPool.singleton$default$4();
        ConnectionPool.singleton(uri, "", "", settings, ConnectionPool.singleton$default$5(uri, "", "", settings));
    }

    private static String url(URI endpoint, String accountId, String queueName) {
        return endpoint + "/" + accountId + "/" + queueName;
    }

    private static Config config(
            Path folder, URI endpoint, int port, String region, String accountId, List<QueueResource> queues) {
        var settings = new HashMap<String, Object>();
        settings.put("node-address.protocol", "http");
        settings.put("node-address.host", endpoint.getHost());
        settings.put("node-address.port", endpoint.getPort());
        settings.put("node-address.context-path", "");
        settings.put("rest-sqs.bind-hostname", LOOPBACK);
        settings.put("rest-sqs.bind-port", port);
        settings.put("aws.region", region);
        settings.put("aws.accountId", accountId);
        settings.put("messages-storage.enabled", true);
        settings.put("messages-storage.uri", database(folder));
        settings.put("queues", Queues.asConfiguration(queues));
        return ConfigFactory.parseMap(settings).withFallback(ConfigFactory.load());
    }

    /// ElasticMQ does not tell which port it got when it is left to choose.
    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static SqsClient client(URI uri, String region) {
        return SqsClient.builder()
                .endpointOverride(uri)
                .region(Region.of(region))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    /// A client of it, for parts of the cloud; it is closed with the backend.
    public SqsClient client() {
        return client;
    }

    @Override
    public String signingName() {
        return "sqs";
    }

    @Override
    public URI uri() {
        return uri;
    }

    @Override
    public void send(String queueArn, String body, MessageAttributes attributes) {
        String url = urlsByArn.get(queueArn);
        if (url == null) {
            throw new NoSuchElementException("there is no queue " + queueArn);
        }
        client.sendMessage(request -> request.queueUrl(url)
                .messageBody(body)
                .messageAttributes(values(attributes))
                .overrideConfiguration(
                        sent -> attributes.traceHeader().ifPresent(header -> sent.putHeader(TRACE_HEADER, header))));
    }

    private static Map<String, MessageAttributeValue> values(MessageAttributes attributes) {
        return attributes.values().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> MessageAttributeValue.builder()
                                .dataType(entry.getValue().dataType())
                                .stringValue(entry.getValue().stringValue())
                                .build()));
    }

    @Override
    public void close() {
        client.close();
        stop.apply();
        ConnectionPool.closeAll();
    }
}
