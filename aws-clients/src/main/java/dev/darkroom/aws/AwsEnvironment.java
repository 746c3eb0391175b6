package dev.darkroom.aws;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;

/// Where and as whom the AWS clients of a function speak, from the environment variables that AWS's own SDKs read.
/// Profile files are never looked for: a function has none, and the search costs time at every cold start.
/// Source: Lambda runtime environment variables,
/// <https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html>
public final class AwsEnvironment {
    static {
        // The SDK speaks to SLF4J, of which a function has no provider; unasked, it says so at every cold start.
        if (System.getProperty("slf4j.internal.verbosity") == null) {
            System.setProperty("slf4j.internal.verbosity", "ERROR");
        }
    }

    static final ProfileFile NO_PROFILES = ProfileFile.builder()
            .content("")
            .type(ProfileFile.Type.CONFIGURATION)
            .build();
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");
    private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(2);

    private final Map<String, String> variables;
    private final Region region;
    private final AwsCredentialsProvider credentials;

    private AwsEnvironment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
        this.region = Region.of(variable("AWS_REGION").orElseGet(() -> require(variables, "AWS_DEFAULT_REGION")));
        this.credentials = credentials(this.variables);
    }

    /// Reads the environment.
    ///
    /// @param variables such as `System.getenv()`
    /// @throws IllegalStateException where region or credentials are missing; it names the variable
    public static AwsEnvironment of(Map<String, String> variables) {
        return new AwsEnvironment(variables);
    }

    /// Under SnapStart the credentials of a container: those in variables would have expired by the time a
    /// snapshot is restored, and Lambda leaves them out. Everywhere else the variables.
    /// Source: <https://docs.aws.amazon.com/lambda/latest/dg/snapstart-activate.html>
    private static AwsCredentialsProvider credentials(Map<String, String> variables) {
        if (variables.containsKey("AWS_CONTAINER_CREDENTIALS_FULL_URI")) {
            return ContainerCredentialsProvider.builder().build();
        }
        String id = require(variables, "AWS_ACCESS_KEY_ID");
        String secret = require(variables, "AWS_SECRET_ACCESS_KEY");
        @Nullable String token = variables.get("AWS_SESSION_TOKEN");
        AwsCredentials fixed = token == null || token.isEmpty()
                ? AwsBasicCredentials.create(id, secret)
                : AwsSessionCredentials.create(id, secret, token);
        return StaticCredentialsProvider.create(fixed);
    }

    /// Another endpoint than the region's own, by `AWS_ENDPOINT_URL_{SERVICE}` or `AWS_ENDPOINT_URL`.
    /// Source: <https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html>
    ///
    /// @param service such as `S3`, `DYNAMODB`
    Optional<URI> endpoint(String service) {
        return variable("AWS_ENDPOINT_URL_" + service.toUpperCase(Locale.ROOT))
                .or(() -> variable("AWS_ENDPOINT_URL"))
                .map(URI::create);
    }

    /// The region to speak to and to sign for.
    public Region region() {
        return region;
    }

    /// Whom to sign as.
    public AwsCredentialsProvider credentials() {
        return credentials;
    }

    boolean isSnapStart() {
        return "snap-start".equals(variables.get("AWS_LAMBDA_INITIALIZATION_TYPE"));
    }

    /// Sets what all clients have in common.
    ///
    /// @param patience the longest silence within an answer
    /// @param interceptors see every call
    <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> B configure(
            B builder, String service, Duration patience, ExecutionInterceptor... interceptors) {
        builder.region(region())
                .credentialsProvider(credentials)
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .defaultProfileFile(NO_PROFILES)
                        .retryStrategy(RetryMode.STANDARD)
                        .executionInterceptors(List.of(interceptors))
                        .build())
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECTION_TIMEOUT)
                        .socketTimeout(patience));
        endpoint(service).ifPresent(builder::endpointOverride);
        return builder;
    }

    /// One of the function's own variables.
    ///
    /// @throws IllegalStateException where it is missing or empty; it names it
    public String require(String name) {
        return require(variables, name);
    }

    /// One of the function's own variables that is a whole number of 1 or more.
    ///
    /// @throws IllegalStateException where it is missing or something else; it names it
    public int requireNumber(String name) {
        String value = require(name);
        if (!NUMBER.matcher(value).matches()) {
            throw new IllegalStateException("environment variable " + name + " must be a whole number from 1");
        }
        return Integer.parseInt(value);
    }

    /// One of the function's own variables that may be missing or empty.
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }

    private static String require(Map<String, String> variables, String name) {
        return Optional.ofNullable(variables.get(name))
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> new IllegalStateException("environment variable " + name + " is missing"));
    }
}
