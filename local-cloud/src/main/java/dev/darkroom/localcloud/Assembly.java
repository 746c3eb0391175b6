package dev.darkroom.localcloud;

import dev.darkroom.client.Endpoints;
import dev.darkroom.localcloud.backend.DynamoDbBackend;
import dev.darkroom.localcloud.backend.SqsBackend;
import dev.darkroom.localcloud.endpoint.AwsEndpoint;
import dev.darkroom.localcloud.endpoint.Caller;
import dev.darkroom.localcloud.endpoint.CallerIdentity;
import dev.darkroom.localcloud.endpoint.Callers;
import dev.darkroom.localcloud.expiry.Expiry;
import dev.darkroom.localcloud.faults.Faults;
import dev.darkroom.localcloud.frontdoor.FrontDoor;
import dev.darkroom.localcloud.frontdoor.JwtTokenVerifier;
import dev.darkroom.localcloud.issuer.Issuer;
import dev.darkroom.localcloud.lambda.FunctionCredentials;
import dev.darkroom.localcloud.lambda.LambdaOptions;
import dev.darkroom.localcloud.lambda.LambdaService;
import dev.darkroom.localcloud.mapping.DynamoDbCalls;
import dev.darkroom.localcloud.mapping.EventSourceMappings;
import dev.darkroom.localcloud.mapping.S3FailureObjects;
import dev.darkroom.localcloud.mapping.Surroundings;
import dev.darkroom.localcloud.rights.Rights;
import dev.darkroom.localcloud.s3.S3Backend;
import dev.darkroom.localcloud.sns.SnsHandler;
import dev.darkroom.localcloud.sns.Topics;
import dev.darkroom.localcloud.stack.FunctionResource;
import dev.darkroom.localcloud.stack.HttpApiResource;
import dev.darkroom.localcloud.stack.Stack;
import dev.darkroom.localcloud.stack.UserPoolResource;
import dev.darkroom.localcloud.template.StackParameters;
import dev.darkroom.localcloud.template.TemplateReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Puts a cloud's parts together: the ports first, since names are made of them, then the stack, then what serves it.
final class Assembly {
    private static final String STACK = "darkroom";
    private static final String REGION = "us-east-1";
    private static final String ACCOUNT = "000000000000";

    private final LocalCloudOptions options;
    private final DataFolder data;
    private final Parts parts;
    private final Stillness stillness = new Stillness();
    private @Nullable Stack stack;
    private @Nullable Rights rights;
    private @Nullable LambdaService lambda;

    Assembly(LocalCloudOptions options, DataFolder data, Parts parts) {
        this.options = options;
        this.data = data;
        this.parts = parts;
    }

    Stack stack() {
        return Objects.requireNonNull(stack, "not started");
    }

    Rights rights() {
        return Objects.requireNonNull(rights, "not started");
    }

    Stillness stillness() {
        return stillness;
    }

    /// Starts everything.
    ///
    /// @return what the cloud tells other processes
    Endpoints start() {
        try {
            AwsEndpoint aws = parts.add(openEndpoint());
            var made = new CompletableFuture<Endpoints>();
            // The front door's port is taken before the rest starts, and answers when the rest does.
            parts.add(LoopbackServer.start(options.ports().api(), api -> assemble(aws, api, made)));
            Endpoints endpoints = made.join();
            Objects.requireNonNull(lambda, "not assembled").initializeAhead();
            return endpoints;
        } catch (BindException e) {
            throw new PortInUseException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private AwsEndpoint openEndpoint() {
        try {
            return AwsEndpoint.open(options.ports().aws());
        } catch (UncheckedIOException e) {
            throw new PortInUseException(String.valueOf(e.getMessage()), e);
        }
    }

    private FrontDoor assemble(AwsEndpoint aws, URI api, CompletableFuture<Endpoints> made) {
        Stack read = TemplateReader.read(
                options.template(), new StackParameters(STACK, REGION, ACCOUNT, aws.uri(), api, options.parameters()));
        stack = read;
        var granted = Rights.of(read);
        rights = granted;
        Callers callers = Callers.open(
                data.resolve("callers"),
                read.functions().stream().map(FunctionResource::name).toList());
        CompletableFuture<DynamoDbBackend> dynamoDb = CompletableFuture.supplyAsync(
                () -> DynamoDbBackend.start(
                        options.dynamoDbJars(), Optional.of(data.resolve("dynamodb")), read.tables()),
                Thread::startVirtualThread);
        // Also where the rest does not start before it has.
        parts.add(() -> dynamoDb.thenAccept(DynamoDbBackend::close)
                .handle((closed, failure) -> true)
                .join());
        Issuer issuer = issuer(read);
        SqsBackend sqs = parts.add(SqsBackend.start(
                data.resolve("sqs"),
                aws.uri(),
                REGION,
                ACCOUNT,
                QueueTimes.scaled(read.queues(), options.timeScale())));
        var listening = new CompletableFuture<URI>();
        Faults faults = options.faults();
        LambdaService lambda = parts.add(
                LambdaService.start(lambdaOptions(callers, sqs, listening), read.functions(), faults::deliveries));
        this.lambda = lambda;
        S3Backend s3 = parts.add(
                S3Backend.start(data.resolve("s3"), read, callers, granted, faults.notifications(lambda), sqs));
        DynamoDbBackend tables = started(dynamoDb);
        EventSourceMappings mappings = mappings(read, aws.uri(), callers.byName(Callers.ROOT), tables, sqs, lambda);
        aws.forward(tables, mappings::answered)
                .forward(sqs)
                .mountVerifying(S3Backend.SIGNING_NAME, s3.handler())
                .mount("lambda", lambda.restApi())
                .mount(SnsHandler.SIGNING_NAME, new SnsHandler(Topics.of(read.topics(), sqs.client(), faults)))
                .mount(CallerIdentity.SIGNING_NAME, new CallerIdentity(ACCOUNT))
                .mountInternal("quiet", new QuietHandler(stillness));
        stillness.watch("lambda", lambda);
        stillness.watch("s3", s3);
        aws.withFaults(faults).start(callers, granted);
        listening.complete(aws.uri());
        made.complete(endpoints(read, aws, api, issuer, callers));
        return new FrontDoor(
                httpApi(read),
                ACCOUNT,
                lambda,
                new JwtTokenVerifier(issuer.trusted(), InstantSource.system()),
                InstantSource.system(),
                new SecureRandom());
    }

    private static <T> T started(CompletableFuture<T> part) {
        try {
            return part.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private EventSourceMappings mappings(
            Stack read, URI aws, Caller root, DynamoDbBackend tables, SqsBackend sqs, LambdaService lambda) {
        var calls = new DynamoDbCalls(tables::uri);
        Expiry expiry = parts.add(
                Expiry.open(data.resolve("expiry.log"), read.tables(), calls, options.timeScale(), Clock.systemUTC()));
        S3FailureObjects objects =
                parts.add(new S3FailureObjects(() -> aws, REGION, root.accessKeyId(), root.secretAccessKey()));
        var surroundings = new Surroundings(
                calls,
                data.resolve("positions"),
                REGION,
                ACCOUNT,
                options.faults().deliveries(lambda),
                sqs,
                objects,
                expiry,
                options.timeScale(),
                Clock.systemUTC());
        EventSourceMappings mappings = parts.add(EventSourceMappings.start(read, surroundings, sqs.client()));
        stillness.watch("mappings", mappings);
        expiry.start();
        return mappings;
    }

    private Issuer issuer(Stack read) {
        try {
            return parts.add(Issuer.start(
                    options.ports().issuer(), data.resolve("issuer"), read.userPools(), InstantSource.system()));
        } catch (BindException e) {
            throw new PortInUseException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private LambdaOptions lambdaOptions(Callers callers, SqsBackend sqs, CompletableFuture<URI> listening) {
        FunctionCredentials.Source credentials = name -> {
            Caller caller = callers.byName(name);
            return new FunctionCredentials(caller.accessKeyId(), caller.secretAccessKey());
        };
        return LambdaOptions.of(data.resolve("lambda"), REGION, listening::join, credentials, sqs)
                .withCacheFolder(options.cacheFolder())
                .withTimeScale(options.timeScale())
                .withAccountConcurrency(options.accountConcurrency())
                .withIdleTimeout(options.environmentIdleTime())
                .withDebugPorts(debugPorts())
                .withVariables(options.variables());
    }

    private Map<String, Integer> debugPorts() {
        Map<String, String> names = stack().functions().stream()
                .collect(Collectors.toMap(FunctionResource::logicalId, FunctionResource::name));
        return options.debugPorts().entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> Objects.requireNonNull(
                                names.get(entry.getKey()), () -> "no function " + entry.getKey() + " in the template"),
                        Map.Entry::getValue));
    }

    private static HttpApiResource httpApi(Stack read) {
        return read.apis().getFirst();
    }

    private Endpoints endpoints(Stack read, AwsEndpoint aws, URI api, Issuer issuer, Callers callers) {
        UserPoolResource pool = read.userPools().getFirst();
        Caller root = callers.byName(Callers.ROOT);
        return new Endpoints(
                ProcessHandle.current().pid(),
                api,
                aws.uri(),
                issuer.issuer(pool.logicalId()),
                REGION,
                ACCOUNT,
                STACK,
                pool.clients().getFirst().clientId(),
                root.accessKeyId(),
                root.secretAccessKey(),
                PhysicalNames.of(read, aws.uri()));
    }
}
