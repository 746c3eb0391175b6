package dev.darkroom.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The routes that template.yaml gives a function, for tests that hold its router and the contract to them.
public final class TemplateRoutes {
    private static final Pattern EVENT = Pattern.compile(".*Method: (\\w+), Path: \"?(/(?:[^\"{} ,]|\\{\\w+})*).*");
    private static final Pattern OPEN = Pattern.compile("Authorizer: \"?NONE\"?");

    private TemplateRoutes() {}

    /// The route keys of a function.
    ///
    /// @param logicalId as in the template
    public static Set<String> of(String logicalId) {
        return keys(template().split("\n  " + logicalId + ":\n", 2)[1].split("\n  \\w+:\n", 2)[0]);
    }

    /// The route keys of all functions, in order.
    public static Set<String> ofTheApi() {
        return new TreeSet<>(keys(template()));
    }

    /// Those that need no token, in order.
    public static Set<String> withoutToken() {
        return EVENT.matcher(template())
                .results()
                .filter(event -> OPEN.matcher(event.group()).find())
                .map(event -> event.group(1) + " " + event.group(2))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> keys(String text) {
        return EVENT.matcher(text)
                .results()
                .map(event -> event.group(1) + " " + event.group(2))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String template() {
        try {
            return Files.readString(Path.of("..", "template.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
