package dev.darkroom.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/// What the tests of all modules came to, from the XML that Surefire writes.
record TestReport(int passed, List<Test> failed, List<Test> skipped) {
    TestReport {
        failed = List.copyOf(failed);
        skipped = List.copyOf(skipped);
    }

    /// One test that did not pass.
    ///
    /// @param name `Class.method`, the class without its package
    record Test(String name, String message) {}

    /// Reads `MODULE/target/surefire-reports/TEST-*.xml` of every module of a project.
    static TestReport read(Path project) throws IOException {
        var failed = new ArrayList<Test>();
        var skipped = new ArrayList<Test>();
        int passed = 0;
        for (Path file : reports(project)) {
            var cases = parse(file).getElementsByTagName("testcase");
            for (int i = 0; i < cases.getLength(); i++) {
                var test = (Element) cases.item(i);
                Optional<Element> failure = child(test, "failure").or(() -> child(test, "error"));
                Optional<Element> skip = child(test, "skipped");
                failure.ifPresent(element -> failed.add(describe(test, element)));
                skip.ifPresent(element -> skipped.add(describe(test, element)));
                passed += failure.isEmpty() && skip.isEmpty() ? 1 : 0;
            }
        }
        return new TestReport(passed, failed, skipped);
    }

    private static List<Path> reports(Path project) throws IOException {
        var files = new ArrayList<Path>();
        try (var modules = Files.newDirectoryStream(project, Files::isDirectory)) {
            for (Path module : modules) {
                Path folder = module.resolve("target/surefire-reports");
                if (Files.isDirectory(folder)) {
                    try (var reports = Files.newDirectoryStream(folder, "TEST-*.xml")) {
                        reports.forEach(files::add);
                    }
                }
            }
        }
        files.sort(null);
        return files;
    }

    private static Test describe(Element test, Element outcome) {
        String className = test.getAttribute("classname");
        String method = test.getAttribute("name");
        String simple = className.substring(className.lastIndexOf('.') + 1);
        String message = outcome.getAttribute("message");
        String text = message.isBlank() ? outcome.getTextContent() : message;
        return new Test(
                method.isEmpty() ? simple : simple + "." + method,
                text.strip().lines().findFirst().orElse("(no reason given)"));
    }

    private static Optional<Element> child(Element test, String name) {
        var found = test.getElementsByTagName(name);
        return found.getLength() == 0 ? Optional.empty() : Optional.of((Element) found.item(0));
    }

    private static Element parse(Path file) throws IOException {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            return builder.parse(file.toFile()).getDocumentElement();
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("not a test report: " + file, e);
        }
    }
}
