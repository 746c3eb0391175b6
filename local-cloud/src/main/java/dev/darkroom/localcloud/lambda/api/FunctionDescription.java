package dev.darkroom.localcloud.lambda.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.localcloud.stack.FunctionResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;

/// What Lambda says of a function.
/// Source: GetFunction, <https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html>
final class FunctionDescription {
    private static final DateTimeFormatter LAST_MODIFIED = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSSxx", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final int ACCOUNT_IN_ARN = 4;
    private static final int TEMPORARY_MEGABYTES = 512;

    private FunctionDescription() {}

    /// `FunctionConfiguration`.
    static ObjectNode configuration(FunctionResource function) throws IOException {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("FunctionName", function.name());
        json.put("FunctionArn", function.arn());
        json.put("Runtime", "java25");
        json.put("Role", roleOf(function));
        json.put("Handler", function.handler());
        json.put("CodeSize", Files.size(function.codeZip()));
        json.put("CodeSha256", sha256(function.codeZip()));
        json.put("Description", "");
        json.put("Timeout", function.timeout().toSeconds());
        json.put("MemorySize", function.memoryMegabytes());
        json.put("LastModified", LAST_MODIFIED.format(lastModified(function.codeZip())));
        json.put("Version", FunctionName.LATEST);
        json.put("PackageType", "Zip");
        json.put("State", "Active");
        json.put("LastUpdateStatus", "Successful");
        json.putArray("Architectures").add(architecture());
        json.putObject("EphemeralStorage").put("Size", TEMPORARY_MEGABYTES);
        json.putObject("LoggingConfig").put("LogFormat", "Text").put("LogGroup", "/aws/lambda/" + function.name());
        var variables = json.putObject("Environment").putObject("Variables");
        function.environment().forEach(variables::put);
        function.asynchronous()
                .deadLetter()
                .ifPresent(queue -> json.putObject("DeadLetterConfig").put("TargetArn", queue));
        return json;
    }

    /// The answer of `GetFunction`.
    static ObjectNode function(FunctionResource function) throws IOException {
        var json = JsonNodeFactory.instance.objectNode();
        json.set("Configuration", configuration(function));
        json.putObject("Code")
                .put("RepositoryType", "S3")
                .put("Location", function.codeZip().toUri().toString());
        if (function.reservedConcurrency().isPresent()) {
            json.set("Concurrency", concurrency(function));
        }
        return json;
    }

    /// The answer of `GetFunctionConcurrency`.
    /// Source: <https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionConcurrency.html>
    static ObjectNode concurrency(FunctionResource function) {
        var json = JsonNodeFactory.instance.objectNode();
        function.reservedConcurrency().ifPresent(limit -> json.put("ReservedConcurrentExecutions", limit));
        return json;
    }

    /// The answer of `GetFunctionEventInvokeConfig`.
    /// Source: <https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionEventInvokeConfig.html>
    static ObjectNode eventInvokeConfig(FunctionResource function) throws IOException {
        var asynchronous = function.asynchronous();
        var json = JsonNodeFactory.instance.objectNode();
        json.put("LastModified", lastModified(function.codeZip()).getEpochSecond());
        json.put("FunctionArn", function.arn() + ":" + FunctionName.LATEST);
        json.put("MaximumRetryAttempts", asynchronous.maximumRetries());
        json.put("MaximumEventAgeInSeconds", asynchronous.maximumEventAge().toSeconds());
        var destinations = json.putObject("DestinationConfig");
        asynchronous
                .onFailure()
                .ifPresent(queue -> destinations.putObject("OnFailure").put("Destination", queue));
        return json;
    }

    private static String roleOf(FunctionResource function) {
        var account = function.arn().split(":", -1)[ACCOUNT_IN_ARN];
        return "arn:aws:iam::" + account + ":role/" + function.name();
    }

    private static Instant lastModified(Path zip) throws IOException {
        return Files.getLastModifiedTime(zip).toInstant();
    }

    private static String architecture() {
        return System.getProperty("os.arch", "").equals("aarch64") ? "arm64" : "x86_64";
    }

    private static String sha256(Path zip) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(zip));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
