package dev.darkroom.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `darkroom token`.
@Command(
        name = "token",
        description = {"Prints an access token of the running local cloud.", "  TOKEN=$(./darkroom token alice)"},
        mixinStandardHelpOptions = true)
final class TokenCommand implements Callable<Integer> {
    @Mixin
    DataFolder data = new DataFolder();

    @Mixin
    Output output = new Output();

    @Parameters(index = "0", paramLabel = "USER", description = "alice, bob, carol or any other name.")
    String user = "";

    @Override
    public Integer call() {
        try (var cloud = data.attach()) {
            String token = cloud.token(user);
            output.line(token);
            output.object(Map.of("user", user, "token", token));
            return ExitStatus.OK.code();
        }
    }
}
