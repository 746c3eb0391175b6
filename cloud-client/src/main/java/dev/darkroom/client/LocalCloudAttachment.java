package dev.darkroom.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// A local cloud that runs in another process, found by its data folder.
public final class LocalCloudAttachment implements Cloud {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Endpoints endpoints;
    private final HttpClient http = HttpClient.newHttpClient();

    private LocalCloudAttachment(Endpoints endpoints) {
        this.endpoints = endpoints;
    }

    /// Attaches to the cloud whose data folder this is.
    ///
    /// @throws CloudNotRunningException where none runs on it
    public static LocalCloudAttachment to(Path dataFolder) {
        return new LocalCloudAttachment(Endpoints.read(dataFolder));
    }

    /// Attaches to a cloud by what it wrote of itself.
    public static LocalCloudAttachment to(Endpoints endpoints) {
        return new LocalCloudAttachment(endpoints);
    }

    /// What the cloud wrote of itself.
    public Endpoints endpoints() {
        return endpoints;
    }

    @Override
    public URI api() {
        return endpoints.api();
    }

    @Override
    public String token(String userName) {
        String form = "grant_type=password&client_id=" + encode(endpoints.userPoolClientId()) + "&username="
                + encode(userName) + "&password=" + encode(userName) + "&scope=" + encode("openid darkroom/photos");
        var request = HttpRequest.newBuilder(URI.create(endpoints.issuer() + "/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        return json(request).path("access_token").asText();
    }

    @Override
    public CloudResources resources() {
        return new CloudResources(
                Optional.of(endpoints.aws()),
                endpoints.region(),
                endpoints.accessKeyId(),
                endpoints.secretAccessKey(),
                endpoints.physicalNames());
    }

    @Override
    public void awaitQuiet(Duration limit) {
        // The cloud itself waits, so that nothing is asked again and again.
        var request = HttpRequest.newBuilder(
                        URI.create(endpoints.aws() + "/_darkroom/quiet?seconds=" + Math.max(1, limit.toSeconds())))
                .timeout(limit.plusSeconds(5))
                .build();
        JsonNode activity = json(request);
        if (activity.path("pending").asInt(-1) != 0) {
            throw new IllegalStateException("not quiet after " + limit.toSeconds() + " s: " + activity);
        }
    }

    @Override
    public void close() {
        http.close();
    }

    private JsonNode json(HttpRequest request) {
        try {
            HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(request.uri().getPath() + " answered " + response.statusCode());
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException("the local cloud at " + request.uri() + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "interrupted while waiting for " + request.uri().getPath(), e);
        }
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
