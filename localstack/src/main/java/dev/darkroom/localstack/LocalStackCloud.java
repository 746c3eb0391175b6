package dev.darkroom.localstack;

import dev.darkroom.client.Cloud;
import dev.darkroom.client.CloudResources;
import dev.darkroom.localcloud.LoopbackServer;
import dev.darkroom.localcloud.frontdoor.FrontDoor;
import dev.darkroom.localcloud.frontdoor.JwtTokenVerifier;
import dev.darkroom.localcloud.issuer.Issuer;
import dev.darkroom.localcloud.lambda.FunctionInvoker;
import dev.darkroom.localcloud.stack.FunctionResource;
import dev.darkroom.localcloud.stack.QueueResource;
import dev.darkroom.localcloud.stack.Stack;
import dev.darkroom.localcloud.template.StackParameters;
import dev.darkroom.localcloud.template.TemplateReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Darkroom on LocalStack: template.yaml and the function zips, deployed through CloudFormation. LocalStack's
/// community edition has no HTTP API and no Cognito; the local cloud's front door and issuer stand in for them, read
/// from the same template, and call LocalStack's functions.
public final class LocalStackCloud implements Cloud {
    private static final String STACK = "darkroom";
    /// LocalStack's own, whoever calls.
    private static final String ACCOUNT = "000000000000";
    /// Longer than a poll of a stream, a retry and a cold start take together.
    private static final Duration STILL = Duration.ofSeconds(6);

    private final LocalStackServer server;
    private final LocalStackClients clients;
    private final DeployedStack deployed;
    private final Stack stack;
    private final FunctionLogs logs;
    private final Issuer issuer;
    private final LoopbackServer frontDoor;

    private LocalStackCloud(
            LocalStackServer server, LocalStackClients clients, DeployedStack deployed, Stack stack, Path folder)
            throws IOException {
        this.server = server;
        this.clients = clients;
        this.deployed = deployed;
        this.stack = stack;
        this.logs = new FunctionLogs(server.endpoint());
        this.issuer = Issuer.start(0, folder, stack.userPools(), Clock.systemUTC());
        FrontDoor api = new FrontDoor(
                stack.apis().getFirst(),
                ACCOUNT,
                functions(),
                new JwtTokenVerifier(issuer.trusted(), Clock.systemUTC()),
                Clock.systemUTC(),
                new SecureRandom());
        this.frontDoor = LoopbackServer.start(0, _ -> api);
    }

    /// Starts a LocalStack and deploys to it.
    ///
    /// @param parameters of the template, by LocalStack's endpoint, which `PublicS3Endpoint` has to be where the
    ///     template knows it, so that presigned URLs can be followed
    /// @param folder for the issuer's keys
    /// @throws IOException where the template or a zip cannot be read
    /// @throws IllegalStateException where no container engine answers, or the stack does not come to be
    public static LocalStackCloud start(Path template, Function<URI, Map<String, String>> parameters, Path folder)
            throws IOException {
        LocalStackServer server = LocalStackServer.start();
        try {
            Map<String, String> all = parameters.apply(server.endpoint());
            LocalStackClients clients = LocalStackClients.of(server.endpoint());
            DeployedStack deployed = new Deployer(clients.cloudFormation(), clients.s3()).deploy(STACK, template, all);
            URI noApiThere = URI.create("http://localhost");
            Stack stack = TemplateReader.read(
                    template,
                    new StackParameters(STACK, LocalStackClients.REGION, ACCOUNT, server.endpoint(), noApiThere, all));
            return new LocalStackCloud(server, clients, deployed, stack, folder);
        } catch (IOException | RuntimeException failure) {
            server.close();
            throw failure;
        }
    }

    /// How long the deployment took, from the first upload to the last resource.
    public Duration deploymentTook() {
        return deployed.took();
    }

    /// What the template asks for and LocalStack does not have, as `LogicalId (type)`.
    public List<String> absent() {
        return deployed.absent();
    }

    /// Everything that functions have logged, oldest first, by logical id.
    public Map<String, List<String>> logs() {
        return stack.functions().stream()
                .map(FunctionResource::logicalId)
                .collect(Collectors.toMap(Function.identity(), id -> logs.lines(deployed.physicalName(id))));
    }

    @Override
    public URI api() {
        return frontDoor.uri();
    }

    @Override
    public String token(String userName) {
        return issuer.accessToken(stack.userPools().getFirst().logicalId(), userName);
    }

    @Override
    public CloudResources resources() {
        return new CloudResources(
                Optional.of(server.endpoint()),
                LocalStackClients.REGION,
                LocalStackClients.ACCESS_KEY,
                LocalStackClients.ACCESS_KEY,
                deployed.physicalNames());
    }

    /// As good as LocalStack lets it be: no message waits for a function, and no function has logged anything for six
    /// seconds. Events still in Lambda's own queues or unread in a stream cannot be seen.
    @Override
    public void awaitQuiet(Duration limit) {
        QueueDepths queues = new QueueDepths(clients.sqs(), queueUrls());
        new QuietPeriod(this::invocationsLogged, queues::waiting, STILL).await(limit);
    }

    @Override
    public void close() {
        frontDoor.close();
        issuer.close();
        logs.close();
        clients.close();
        server.close();
    }

    private FunctionInvoker functions() {
        Map<String, String> physicalNames = stack.functions().stream()
                .collect(Collectors.toMap(
                        FunctionResource::name, function -> deployed.physicalName(function.logicalId())));
        return new LocalStackFunctions(clients.lambda(), name -> Objects.requireNonNull(physicalNames.get(name)));
    }

    private List<String> invocationsLogged() {
        return logs().entrySet().stream()
                .map(function -> function.getKey() + " " + function.getValue().size() + " lines")
                .sorted()
                .toList();
    }

    private List<String> queueUrls() {
        Set<String> read = stack.functions().stream()
                .flatMap(function -> function.queues().stream())
                .map(mapping -> mapping.queueArn())
                .collect(Collectors.toSet());
        return stack.queues().stream()
                .filter(queue -> read.contains(queue.arn()))
                .map(QueueResource::logicalId)
                .map(deployed::physicalName)
                .toList();
    }
}
