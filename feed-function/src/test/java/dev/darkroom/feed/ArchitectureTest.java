package dev.darkroom.feed;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.darkroom.feed");

    @Test
    void useCasesKnowNeitherAwsNorJson() {
        noClasses()
                .that()
                .haveNameNotMatching(".*(Handler|Wiring|Json|StreamImages|Sqs\\w+|Sns\\w+)")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("software.amazon..", "com.amazonaws..", "com.fasterxml..")
                .check(CLASSES);
    }
}
