package dev.darkroom.e2e;

import java.nio.file.Path;

/// Where things are in the project, seen from this module, in whose folder its tests run.
public final class Project {
    public static final Path FOLDER = Path.of("..").toAbsolutePath().normalize();
    static final Path TEMPLATE = FOLDER.resolve("template.yaml");

    private Project() {}
}
