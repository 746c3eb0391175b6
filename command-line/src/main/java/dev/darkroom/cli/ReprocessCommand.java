package dev.darkroom.cli;

import dev.darkroom.cli.reprocess.Backlog;
import dev.darkroom.cli.reprocess.Deployment;
import dev.darkroom.cli.reprocess.Estimate;
import dev.darkroom.cli.reprocess.Figures;
import dev.darkroom.cli.reprocess.LambdaRenderer;
import dev.darkroom.cli.reprocess.ProgressLine;
import dev.darkroom.cli.reprocess.Renderer.Recipe;
import dev.darkroom.cli.reprocess.Report;
import dev.darkroom.cli.reprocess.Report.Ending;
import dev.darkroom.cli.reprocess.Reprocessing;
import dev.darkroom.model.UserId;
import dev.darkroom.tables.DynamoDbPhotoRecipes;
import dev.darkroom.tables.DynamoDbPhotoTable;
import dev.darkroom.tables.DynamoDbUserTable;
import dev.darkroom.tables.UserTable;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.core.exception.SdkException;

/// `darkroom reprocess`.
@Command(
        name = "reprocess",
        description = {
            "Makes the renditions of photos again that were made with another recipe (codec, table of renditions)",
            "than the deployed one. Says first how many there are, how long it takes and what it would cost on AWS.",
            "Ctrl-C ends it after the photos under way; the same command goes on with those that are left.",
            "  ./darkroom reprocess --dry-run --owner @alice",
            "  ./darkroom reprocess --stack darkroom"
        },
        mixinStandardHelpOptions = true)
final class ReprocessCommand implements Callable<Integer> {
    private static final int MOST_AT_ONCE = 1_000;

    @Mixin
    DataFolder data = new DataFolder();

    @Mixin
    Output output = new Output();

    @Option(names = "--dry-run", description = "Only say what there is to do.")
    boolean dryRun;

    @Option(names = "--owner", paramLabel = "U", description = "Only photos of one user: an id, or @ and a handle.")
    @Nullable
    String owner;

    @Option(
            names = "--stack",
            paramLabel = "NAME",
            description = "A stack on AWS, with the region and credentials that the AWS CLI would use.")
    @Nullable
    String stack;

    @Option(
            names = "--at-once",
            paramLabel = "N",
            defaultValue = "4",
            description =
                    "How many photos at a time; uploads share the account's concurrency. Default: ${DEFAULT-VALUE}")
    int atOnce;

    private final Map<String, Object> result = new LinkedHashMap<>();

    @Override
    public Integer call() {
        if (atOnce < 1 || atOnce > MOST_AT_ONCE) {
            throw new Refusal(ExitStatus.USAGE, "--at-once is 1 to " + MOST_AT_ONCE + ", not " + atOnce);
        }
        try (Deployment deployment = deployment()) {
            ExitStatus status = reprocess(deployment);
            output.object(result);
            return status.code();
        } catch (NoSuchElementException noStackOfOurs) {
            throw new Refusal(ExitStatus.NO_SUCH_THING, String.valueOf(noStackOfOurs.getMessage()));
        }
    }

    private Deployment deployment() {
        if (stack == null) {
            try (var cloud = data.attach()) {
                return Deployment.of(cloud.resources());
            }
        }
        try {
            return Deployment.ofStack(stack);
        } catch (SdkException notFound) {
            throw new Refusal(ExitStatus.NO_SUCH_THING, "stack " + stack + ": " + notFound.getMessage());
        }
    }

    private ExitStatus reprocess(Deployment deployment) {
        var photosTable = deployment.name("PhotosTable");
        var renderer = new LambdaRenderer(
                deployment.lambda(), deployment.name("ThumbnailFunction"), deployment.name("UploadsBucket"));
        var reprocessing = new Reprocessing(
                new DynamoDbPhotoRecipes(deployment.dynamoDb(), photosTable),
                new DynamoDbPhotoTable(deployment.dynamoDb(), photosTable),
                renderer,
                atOnce);
        Optional<UserId> whose = Optional.ofNullable(owner)
                .map(named ->
                        userId(named, new DynamoDbUserTable(deployment.dynamoDb(), deployment.name("UsersTable"))));
        Recipe recipe = recipe(renderer);
        Backlog backlog = reprocessing.survey(recipe.hash(), whose);
        tell(recipe, backlog);
        if (backlog.photos() == 0) {
            output.line("Nothing to do: every photo has today's renditions.");
            return ExitStatus.OK;
        }
        tell(Estimate.of(backlog, recipe, atOnce));
        if (dryRun) {
            output.line("Nothing has been changed; without --dry-run they are made again.");
            return ExitStatus.OK;
        }
        try (var interruption = new Interruption(output)) {
            var progress = new ProgressLine(output.err(), Output.isTerminal(), backlog.photos(), System::nanoTime);
            Report report = reprocessing.run(recipe.hash(), whose, progress, interruption::isAsked);
            progress.end();
            return tell(report, backlog);
        }
    }

    private static Recipe recipe(LambdaRenderer renderer) {
        try {
            return renderer.recipe();
        } catch (IllegalStateException silent) {
            throw new Refusal(ExitStatus.NOT_MET, String.valueOf(silent.getMessage()));
        }
    }

    private static UserId userId(String named, UserTable users) {
        Optional<UserId> found;
        try {
            found = named.startsWith("@")
                    ? users.holderOf(named.substring(1))
                    : users.find(new UserId(named)).map(_ -> new UserId(named));
        } catch (IllegalArgumentException noId) {
            found = Optional.empty();
        }
        return found.orElseThrow(() -> new Refusal(ExitStatus.NO_SUCH_THING, "there is no user " + named));
    }

    private void tell(Recipe recipe, Backlog backlog) {
        output.line("Recipe    %s, %s".formatted(recipe.hash(), recipe.engine()));
        String what = backlog.photos() == 0
                ? ""
                : "; originals of %s, %,.1f megapixels"
                        .formatted(Figures.bytes(backlog.originalBytes()), backlog.pixels() / 1e6);
        output.line("Outdated  %s, of %,d items looked at%s"
                .formatted(Figures.photos(backlog.photos()), backlog.looked(), what));
        result.put("recipe", recipe.hash());
        result.put("engine", recipe.engine());
        result.put("photos", backlog.photos());
        result.put("lookedAt", backlog.looked());
        result.put("originalBytes", backlog.originalBytes());
        result.put("pixels", backlog.pixels());
        result.put("dryRun", dryRun);
    }

    private void tell(Estimate estimate) {
        String parts = estimate.costs().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(part -> part.getKey() + " " + Figures.dollars(part.getValue()))
                .collect(Collectors.joining(", "));
        output.line("Time      about %s, %d at once".formatted(Figures.of(estimate.time()), atOnce));
        output.line("Cost      about %s on AWS at list prices (us-east-1): %s"
                .formatted(Figures.dollars(estimate.dollars()), parts));
        result.put("estimatedSeconds", estimate.time().toMillis() / 1000.0);
        result.put("estimatedDollars", estimate.dollars());
        result.put("estimatedDollarsByService", estimate.costs());
    }

    private ExitStatus tell(Report report, Backlog backlog) {
        var tally = report.tally();
        long left = report.ending() == Ending.FINISHED ? 0 : Math.max(0, backlog.photos() - tally.handled());
        output.line("");
        output.line("%s made again%s%s%s."
                .formatted(
                        Figures.photos(tally.done()),
                        part(tally.skipped(), "deleted or made meanwhile and left alone"),
                        part(tally.refused(), "refused by today's engine, which keep the renditions they have"),
                        part(tally.failed(), "failed")));
        report.problems().forEach(problem -> output.line("  " + problem.photo() + "  " + problem.why()));
        if (tally.problems() > report.problems().size()) {
            output.line("  and %,d more"
                    .formatted(tally.problems() - report.problems().size()));
        }
        if (tally.done() > 0) {
            output.line("Old renditions go as soon as the new manifests are recorded, usually within seconds.");
        }
        switch (report.ending()) {
            case FINISHED -> {
                if (tally.failed() > 0) {
                    output.line("The same command tries those that failed again.");
                }
            }
            case STOPPED -> output.line("Stopped; %s left. The same command goes on.".formatted(Figures.photos(left)));
            case GAVE_UP ->
                output.line("Given up, as one photo after the other failed; %s left. The same command goes on."
                        .formatted(Figures.photos(left)));
        }
        result.put("ending", report.ending().name().toLowerCase(Locale.ROOT));
        result.put("done", tally.done());
        result.put("skipped", tally.skipped());
        result.put("refused", tally.refused());
        result.put("failed", tally.failed());
        result.put("left", left);
        result.put(
                "problems",
                report.problems().stream()
                        .map(problem -> Map.of("photo", problem.photo().toString(), "why", problem.why()))
                        .toList());
        return report.ending() == Ending.FINISHED && tally.problems() == 0 ? ExitStatus.OK : ExitStatus.NOT_MET;
    }

    private static String part(long count, String words) {
        return count == 0 ? "" : String.format(Locale.ROOT, ", %,d %s", count, words);
    }
}
