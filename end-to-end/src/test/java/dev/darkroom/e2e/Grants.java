package dev.darkroom.e2e;

import dev.darkroom.localcloud.rights.Grant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The rights that functions have been granted and do not use, and the proof that looking for them finds them.
final class Grants {
    /// Grants of no use to anyone, which the template of the run has and the project's has not.
    static final Set<String> PLANTED = Set.of(
            "darkroom-CleanupFunction s3:GetObject arn:aws:s3:::darkroom-uploads-000000000000/*",
            "darkroom-CleanupFunction s3:GetObject arn:aws:s3:::darkroom-media-000000000000/*");

    private static final String NEIGHBOUR = "Action: s3:DeleteObject\n";
    private static final Pattern CODE_URI = Pattern.compile("(?m)^( +CodeUri: )(\\S+\\.zip)$");
    private static final CommittedList PERMITTED = new CommittedList(
            Path.of("src/test/resources/unused-grants"),
            Pattern.compile("(\\S+ \\S+ \\S+) # .*\\S.*"),
            "function action resource # reason");

    private Grants() {}

    /// Writes the project's template with the planted grants into a folder.
    static Path planted(Path folder) throws IOException {
        String template = Files.readString(Project.TEMPLATE);
        if (!template.contains(NEIGHBOUR)) {
            throw new IllegalStateException("the template has no " + NEIGHBOUR.strip() + " to plant a grant beside");
        }
        String planted = template.replace(NEIGHBOUR, "Action: [s3:DeleteObject, s3:GetObject]\n");
        return Files.writeString(
                folder.resolve("template.yaml"),
                CODE_URI.matcher(planted)
                        .replaceAll(
                                zip -> Matcher.quoteReplacement(zip.group(1) + Project.FOLDER.resolve(zip.group(2)))));
    }

    static Set<String> named(Collection<Grant> grants) {
        return grants.stream().map(Grant::toString).collect(Collectors.toCollection(TreeSet::new));
    }

    /// The committed list.
    static Set<String> permittedUnused() throws IOException {
        return PERMITTED.entries().stream().map(entry -> entry.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }
}
