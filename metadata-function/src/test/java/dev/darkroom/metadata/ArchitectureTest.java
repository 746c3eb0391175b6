package dev.darkroom.metadata;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.darkroom.metadata", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule THE_USE_CASE_KNOWS_NEITHER_AWS_NOR_JSON = noClasses()
            .that()
            .haveSimpleName("ManifestRecorder")
            .or()
            .resideInAPackage("dev.darkroom.metadata.embedded")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("software.amazon..", "com.amazonaws..", "com.fasterxml..");

    @ArchTest
    static final ArchRule THE_FUNCTION_KNOWS_NO_PIXELS_AND_NO_OTHER_FUNCTION = noClasses()
            .that()
            .resideInAPackage("dev.darkroom.metadata..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javax.imageio..", "java.awt..", "dev.darkroom.thumbnail..", "dev.darkroom.feed..");
}
