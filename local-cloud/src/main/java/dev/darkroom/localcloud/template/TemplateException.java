package dev.darkroom.localcloud.template;

import java.nio.file.Path;
import java.util.List;

/// A template that the local cloud does not run: it asks for something unknown here, or refers to nothing.
public final class TemplateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    TemplateException(Path template, List<String> problems) {
        super(message(template, problems));
        this.problems = List.copyOf(problems);
    }

    /// Everything that is wrong, in the template's order; each names the line, the resource and what is known instead.
    public List<String> problems() {
        return problems;
    }

    private static String message(Path template, List<String> problems) {
        return problems.size() == 1
                ? template + ":" + problems.getFirst()
                : "%s has %d problems:%n%s"
                        .formatted(template, problems.size(), String.join(System.lineSeparator(), problems));
    }
}
