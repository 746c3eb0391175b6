package dev.darkroom.e2e.firststeps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.darkroom.e2e.Project;
import dev.darkroom.e2e.crash.BuiltProject;
import dev.darkroom.e2e.firststeps.Walkthrough.Step;
import dev.darkroom.http.contract.Contract;
import dev.darkroom.http.contract.Exchange;
import dev.darkroom.localcloud.LocalCloud;
import dev.darkroom.localcloud.LocalCloudOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Types what docs/api.md says, and holds its lines to the contract.
final class ApiPageTest {
    private static final Path PAGE = Project.FOLDER.resolve("docs/api.md");
    private static final Path PHOTO =
            Project.FOLDER.resolve("thumbnail-function/src/test/resources/photos/orientation/Landscape_6.jpg");
    private static final Pattern CALL = Pattern.compile("(?:alice|bob|curl) [^|]*?\"\\$API(/[^\"?]*)[^|]*");
    private static final Pattern METHOD = Pattern.compile("-X ([A-Z]+)");
    private static final Pattern DATA = Pattern.compile(" (?:-d|--data\\S*) ");

    @Test
    void thePageIsTrueInEveryLine(@TempDir Path folder) throws Exception {
        for (String tool : List.of("curl", "jq", "openssl")) {
            assumeTrue(isOnPath(tool), tool + " is not on the path");
        }
        Path home = folder.resolve("darkroom");
        var options = LocalCloudOptions.of(Project.FOLDER, home.resolve(".darkroom"), LocalCloudOptions.Ports.FREE);
        try (var _ = BuiltProject.linkedIn(home);
                var _ = LocalCloud.start(options);
                var terminal = new Terminal(home, Map.of("MAVEN_ARGS", "", "MAVEN_CMD_LINE_ARGS", ""))) {
            Files.copy(PHOTO, home.resolve("photo.jpg"));
            for (Step step : Walkthrough.read(PAGE).steps()) {
                String printed = terminal.run(step.command());
                assertThat(step.matches(printed))
                        .as(
                                "$ %s%nprinted%n%s%nthe page says%n%s",
                                step.command(), printed, String.join("\n", step.output()))
                        .isTrue();
            }
        }
    }

    @Test
    void everyRouteOfTheContractHasItsLine() throws IOException {
        Set<String> called = Walkthrough.read(PAGE).steps().stream()
                .map(Step::command)
                .flatMap(command -> CALL.matcher(command).results())
                .map(call -> routeKey(call.group(), call.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(called).isEqualTo(Contract.ofThisProject().routeKeys());
    }

    private static String routeKey(String call, String path) {
        Matcher named = METHOD.matcher(call);
        String method = named.find() ? named.group(1) : DATA.matcher(call).find() ? "POST" : "GET";
        String segments = path.replaceAll("\\$\\w+", "x");
        return Contract.ofThisProject()
                .routeKey(new Exchange(method, segments, Optional.empty(), 200, Map.of(), ""))
                .orElseThrow(() -> new AssertionError("no route takes " + method + " " + path));
    }

    private static boolean isOnPath(String command) {
        return List.of(System.getenv("PATH").split(":", -1)).stream()
                .anyMatch(entry -> Files.isExecutable(Path.of(entry, command)));
    }
}
