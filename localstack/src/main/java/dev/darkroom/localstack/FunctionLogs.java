package dev.darkroom.localstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/// What LocalStack's functions wrote, read through CloudWatch Logs' JSON protocol by hand: the SDK's client for it is
/// one dependency for one call.
/// Source: <https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html>
final class FunctionLogs implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI endpoint;

    FunctionLogs(URI endpoint) {
        this.endpoint = endpoint;
    }

    /// Every line of a function so far, oldest first; empty where it never ran.
    List<String> lines(String functionName) {
        List<String> lines = new ArrayList<>();
        String group = "/aws/lambda/" + functionName;
        JsonNode page = filter(group, "");
        while (true) {
            page.path("events")
                    .forEach(event -> lines.add(event.path("message").asText().stripTrailing()));
            String next = page.path("nextToken").asText("");
            if (next.isEmpty()) {
                return lines;
            }
            page = filter(group, next);
        }
    }

    @Override
    public void close() {
        http.close();
    }

    private JsonNode filter(String group, String nextToken) {
        var body = JSON.createObjectNode().put("logGroupName", group);
        if (!nextToken.isEmpty()) {
            body.put("nextToken", nextToken);
        }
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .header("content-type", "application/x-amz-json-1.1")
                .header("x-amz-target", "Logs_20140328.FilterLogEvents")
                // LocalStack reads account, region and service from it, and checks no signature.
                .header(
                        "authorization",
                        "AWS4-HMAC-SHA256 Credential=test/20260101/" + LocalStackClients.REGION
                                + "/logs/aws4_request, SignedHeaders=host, Signature=none")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode answer = JSON.readTree(response.body());
            if (response.statusCode() == 400 && answer.path("__type").asText().contains("ResourceNotFound")) {
                return JSON.createObjectNode();
            }
            if (response.statusCode() != 200) {
                throw new IllegalStateException("reading " + group + ": " + response.body());
            }
            return answer;
        } catch (IOException failure) {
            throw new UncheckedIOException("reading " + group, failure);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading " + group, stopping);
        }
    }
}
