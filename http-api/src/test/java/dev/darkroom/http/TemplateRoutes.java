package dev.darkroom.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The routes that template.yaml gives a function, for tests that hold its router to them.
public final class TemplateRoutes {
    private static final Pattern EVENT = Pattern.compile("Method: (\\w+), Path: \"?(/(?:[^\"{} ]|\\{\\w+})*)");

    private TemplateRoutes() {}

    /// The route keys of a function.
    ///
    /// @param logicalId as in the template
    public static Set<String> of(String logicalId) {
        try {
            String template = Files.readString(Path.of("..", "template.yaml"));
            String function = template.split("\n  " + logicalId + ":\n", 2)[1].split("\n  \\w+:\n", 2)[0];
            return EVENT.matcher(function)
                    .results()
                    .map(event -> event.group(1) + " " + event.group(2))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
