package dev.darkroom.localstack;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.BindMode;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/// One LocalStack in a container of its own on a free loopback port. It starts a container more for each execution
/// environment of a function, through the engine's socket, and removes them when it ends.
/// Source: <https://docs.localstack.cloud/aws/capabilities/config/configuration/>
public final class LocalStackServer implements AutoCloseable {
    /// The image that localstack/compose.yaml names as well.
    static final String IMAGE = "localstack/localstack:4.14.0";

    /// What localstack/compose.yaml sets as well.
    static final Map<String, String> ENVIRONMENT = Map.of(
            // A failed asynchronous event comes again after 1 and 2 s instead of 1 and 2 minutes.
            "LAMBDA_RETRY_BASE_DELAY", "1",
            // The template asks for arm64; the zips run on either.
            "LAMBDA_IGNORE_ARCHITECTURE", "1",
            // A cold start on a busy machine.
            "LAMBDA_RUNTIME_ENVIRONMENT_TIMEOUT", "60",
            // No HTTP API and no Cognito in the community edition; the deployment says which are absent.
            "CFN_IGNORE_UNSUPPORTED_RESOURCE_TYPES", "1",
            "DISABLE_EVENTS", "1");

    private static final int PORT = 4566;
    private static final int SECONDS_TO_STOP = 20;

    private final GenericContainer<?> container;

    private LocalStackServer(GenericContainer<?> container) {
        this.container = container;
    }

    /// Starts LocalStack and waits until it is ready.
    ///
    /// @throws IllegalStateException where no engine answers; `ContainerEngine.whyAbsent` tells beforehand
    public static LocalStackServer start() {
        GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(IMAGE))
                .withExposedPorts(PORT)
                .withEnv(environment())
                .withFileSystemBind(
                        DockerClientFactory.instance().getRemoteDockerUnixSocketPath(),
                        "/var/run/docker.sock",
                        BindMode.READ_WRITE)
                .waitingFor(Wait.forLogMessage(".*Ready\\.\\n", 1))
                .withStartupTimeout(Duration.ofMinutes(2));
        container.start();
        return new LocalStackServer(container);
    }

    /// Where all its AWS services are. By address, so that S3 clients put bucket names into the path.
    public URI endpoint() {
        String host = container.getHost().equals("localhost") ? "127.0.0.1" : container.getHost();
        return URI.create("http://" + host + ":" + container.getMappedPort(PORT));
    }

    /// Lets LocalStack end by itself first, since only then it removes the containers of its functions.
    @Override
    public void close() {
        DockerClient docker = DockerClientFactory.instance().client();
        try {
            docker.stopContainerCmd(container.getContainerId())
                    .withTimeout(SECONDS_TO_STOP)
                    .exec();
        } catch (NotFoundException alreadyGone) {
            // Then there is nothing left to end.
        }
        container.stop();
    }

    /// With the labels by which Testcontainers' own reaper finds the containers of functions, should this process die.
    private static Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>(ENVIRONMENT);
        environment.put(
                "LAMBDA_DOCKER_FLAGS",
                labels().entrySet().stream()
                        .map(label -> "-l " + label.getKey() + "=" + label.getValue())
                        .collect(Collectors.joining(" ")));
        return environment;
    }

    private static Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>(DockerClientFactory.DEFAULT_LABELS);
        labels.put(DockerClientFactory.TESTCONTAINERS_SESSION_ID_LABEL, DockerClientFactory.SESSION_ID);
        return labels;
    }
}
