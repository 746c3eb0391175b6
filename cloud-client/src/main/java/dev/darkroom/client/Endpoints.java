package dev.darkroom.client;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// What a running local cloud tells other processes, in `endpoints.json` of its data folder.
///
/// @param pid of the process that runs it
/// @param api the HTTP API, without a slash at the end
/// @param aws the one endpoint of all AWS services
/// @param issuer of access tokens; its `/oauth2/token` takes `grant_type=password` with any user name
/// @param userPoolClientId the client that tokens are for
/// @param physicalNames as in [CloudResources]
@JsonIgnoreProperties(ignoreUnknown = true)
public record Endpoints(
        long pid,
        URI api,
        URI aws,
        URI issuer,
        String region,
        String accountId,
        String stackName,
        String userPoolClientId,
        String accessKeyId,
        String secretAccessKey,
        Map<String, String> physicalNames) {
    /// The file's name in the data folder.
    public static final String FILE = "endpoints.json";

    public Endpoints {
        physicalNames = Map.copyOf(physicalNames);
    }

    /// Reads them from a cloud's data folder.
    ///
    /// @throws CloudNotRunningException where the folder has none, or their process has ended
    public static Endpoints read(Path dataFolder) {
        Path file = dataFolder.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                throw new CloudNotRunningException("no cloud runs on " + dataFolder);
            }
            Endpoints endpoints = new ObjectMapper().readValue(file.toFile(), Endpoints.class);
            if (!ProcessHandle.of(endpoints.pid).map(ProcessHandle::isAlive).orElse(false)) {
                throw new CloudNotRunningException(
                        "the cloud on " + dataFolder + " has ended (its process was " + endpoints.pid + ")");
            }
            return endpoints;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    @Override
    public String toString() {
        return "Endpoints[" + api + ", " + aws + ", " + issuer + ", pid " + pid + "]";
    }
}
