package dev.darkroom.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The `darkroom` command. With no argument it explains itself.
@Command(
        name = "./darkroom",
        description = "Share photos with friends: runs, shows and measures Darkroom on this machine.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        subcommands = {
            UpCommand.class,
            DemoCommand.class,
            TokenCommand.class,
            EnvCommand.class,
            InvokeCommand.class,
            ReprocessCommand.class,
            BenchCommand.class,
            TestReportCommand.class,
            TrainCommand.class
        },
        footer = {
            "",
            "  test         Builds with all checks and runs every test that can run here.",
            "  fuzz         Fuzzes what reads strangers' files, for 60 seconds each or as many as it says.",
            "",
            "Start with:  ./darkroom up",
            "Then:        ./darkroom demo PHOTO.jpg",
            "Exit statuses are listed in docs/command-line.md."
        })
public final class Darkroom implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    /// Runs one command and ends the process with its exit status.
    public static void main(String[] args) {
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        try {
            System.exit(run(out, err, args));
        } catch (Error e) {
            // Threads of a cloud half started would keep the process.
            e.printStackTrace(err);
            System.exit(ExitStatus.FAULT.code());
        }
    }

    /// Runs one command.
    ///
    /// @return its exit status
    public static int run(PrintWriter out, PrintWriter err, String... args) {
        return new CommandLine(new Darkroom())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Darkroom::explain)
                .setParameterExceptionHandler(Darkroom::explainUsage)
                .execute(args);
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private static int explain(Exception failure, CommandLine command, CommandLine.@Nullable ParseResult parsed) {
        if (failure instanceof Refusal refusal) {
            command.getErr().println("darkroom: " + refusal.getMessage());
            return refusal.status().code();
        }
        failure.printStackTrace(command.getErr());
        return ExitStatus.FAULT.code();
    }

    private static int explainUsage(ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        command.getErr().println("darkroom: " + failure.getMessage());
        command.getErr().println("See " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitStatus.USAGE.code();
    }
}
