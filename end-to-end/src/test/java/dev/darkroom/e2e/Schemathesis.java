package dev.darkroom.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.http.contract.Exchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// Schemathesis, as a child process: makes requests of every kind from an OpenAPI document and judges the answers.
/// Source: <https://schemathesis.readthedocs.io/>
///
/// @param folder its working directory, with its configuration
record Schemathesis(Path folder, URI api, String token, String userId) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COMMAND = "schemathesis";
    private static final Duration LIMIT = Duration.ofMinutes(5);

    static boolean isOnPath() {
        return List.of(System.getenv("PATH").split(":", -1)).stream()
                .anyMatch(entry -> Files.isExecutable(Path.of(entry, COMMAND)));
    }

    /// Makes a folder ready for runs.
    ///
    /// @param users ids that requests are to be about, and likewise photos
    static Schemathesis in(Path folder, URI api, String token, String userId, List<String> users, List<String> photos)
            throws IOException {
        try (InputStream configuration = Schemathesis.class.getResourceAsStream("/schemathesis/schemathesis.toml")) {
            Files.write(
                    folder.resolve("schemathesis.toml"),
                    Objects.requireNonNull(configuration).readAllBytes());
        }
        Files.writeString(folder.resolve("users"), dictionary(users));
        Files.writeString(folder.resolve("photos"), dictionary(photos));
        return new Schemathesis(folder, api, token, userId);
    }

    /// Runs it to its end.
    ///
    /// @param options of the command, beside those that say where the API is and what is reported
    Run run(Path openApi, String... options) throws IOException, InterruptedException {
        Path har = folder.resolve("exchanges.har");
        Path output = folder.resolve("output.txt");
        List<String> command = new ArrayList<>(List.of(COMMAND, "--no-color", "run", openApi.toString()));
        command.addAll(List.of("--url", api.toString(), "--report", "har", "--report-har-path", har.toString()));
        command.addAll(List.of("--generation-database", "none", "--output-sanitize", "false"));
        command.addAll(List.of(options));
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("TOKEN", token);
        Process process = builder.start();
        try {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("longer than " + LIMIT + "\n" + Files.readString(output));
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        String said = Files.readString(output).replace(token, "TOKEN");
        return new Run(process.exitValue(), said, Files.exists(har) ? exchanges(har) : List.of());
    }

    /// What came of a run.
    ///
    /// @param exitCode 0 where nothing was found
    record Run(int exitCode, String output, List<Exchange> exchanges) {}

    private List<Exchange> exchanges(Path har) throws IOException {
        List<Exchange> exchanges = new ArrayList<>();
        for (JsonNode entry : JSON.readTree(har.toFile()).at("/log/entries")) {
            String address = entry.at("/request/url").asText();
            String path = address.substring(api.toString().length()).split("[?#]", 2)[0];
            exchanges.add(new Exchange(
                    entry.at("/request/method").asText(),
                    path,
                    Optional.of(userId),
                    entry.at("/response/status").asInt(),
                    headers(entry.at("/response/headers")),
                    body(entry.at("/response/content"))));
        }
        return exchanges;
    }

    private static Map<String, String> headers(JsonNode listed) {
        Map<String, String> headers = new HashMap<>();
        listed.forEach(header -> headers.put(
                header.path("name").asText().toLowerCase(Locale.ROOT),
                header.path("value").asText()));
        return headers;
    }

    private static String body(JsonNode content) {
        String text = content.path("text").asText("");
        return content.path("encoding").asText("").equals("base64")
                ? new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8)
                : text;
    }

    private static String dictionary(List<String> words) {
        return words.stream().map(word -> "\"" + word + "\"\n").collect(Collectors.joining());
    }
}
