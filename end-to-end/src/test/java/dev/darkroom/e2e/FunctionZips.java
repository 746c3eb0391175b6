package dev.darkroom.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarInputStream;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// The zips that a template names, by what is in them.
record FunctionZips(List<Path> zips) {
    private static final Pattern CODE_URI = Pattern.compile("(?m)^ +CodeUri: (\\S+\\.zip)$");
    private static final CommittedList PERMITTED = new CommittedList(
            Path.of("src/test/resources/unused-jars"),
            Pattern.compile("([\\w.-]+): ([\\w -]+) # .*\\S.*"),
            "jar: zip zip # reason");

    static FunctionZips of(Path template) throws IOException {
        return new FunctionZips(CODE_URI.matcher(Files.readString(template))
                .results()
                .map((MatchResult named) -> template.resolveSibling(named.group(1)))
                .distinct()
                .toList());
    }

    /// `zip: jar` of each jar that no function with that zip has loaded a class of.
    Set<String> jarsWithoutAClassIn(LoadedClasses loaded) throws IOException {
        Set<String> unused = new TreeSet<>();
        for (Path zip : zips) {
            String name = zip.getFileName().toString().replace(".zip", "");
            List<Jar> jars = jars(zip);
            Set<String> own = jars.stream()
                    .filter(jar -> jar.name().startsWith(name))
                    .flatMap(jar -> jar.classes().stream())
                    .collect(Collectors.toSet());
            Set<String> classes = loaded.besides(own);
            jars.stream()
                    .filter(jar -> jar.classes().stream().noneMatch(classes::contains))
                    .forEach(jar -> unused.add(name + ": " + jar.nameWithoutVersion()));
        }
        return unused;
    }

    /// The committed list.
    static Set<String> permittedUnused() throws IOException {
        Set<String> permitted = new TreeSet<>();
        for (MatchResult entry : PERMITTED.entries()) {
            for (String zip : entry.group(2).split(" ", -1)) {
                permitted.add(zip + ": " + entry.group(1));
            }
        }
        return permitted;
    }

    private record Jar(String name, Set<String> classes) {
        String nameWithoutVersion() {
            return name.replaceFirst("-[0-9][^-]*(-SNAPSHOT)?\\.jar$", "");
        }
    }

    private static List<Jar> jars(Path file) throws IOException {
        List<Jar> jars = new ArrayList<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                if (entry.getName().matches("lib/[^/]+\\.jar")) {
                    try (JarInputStream jar = new JarInputStream(zip.getInputStream(entry))) {
                        jars.add(new Jar(entry.getName().substring("lib/".length()), classes(jar)));
                    }
                }
            }
        }
        return jars;
    }

    private static Set<String> classes(JarInputStream jar) throws IOException {
        Set<String> classes = new TreeSet<>();
        for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
            String name = entry.getName().replaceFirst("^META-INF/versions/[0-9]+/", "");
            if (name.endsWith(".class")) {
                classes.add(name.substring(0, name.length() - ".class".length()).replace('/', '.'));
            }
        }
        return classes;
    }
}
