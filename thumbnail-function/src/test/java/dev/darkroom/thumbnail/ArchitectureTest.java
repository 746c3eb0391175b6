package dev.darkroom.thumbnail;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.darkroom.thumbnail", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule PIXELS_KNOW_NEITHER_AWS_NOR_JSON = noClasses()
            .that()
            .resideInAPackage("dev.darkroom.thumbnail.image")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("software.amazon..", "com.amazonaws..", "com.fasterxml..");

    @ArchTest
    static final ArchRule THE_USE_CASE_KNOWS_NEITHER_AWS_NOR_JSON = noClasses()
            .that()
            .haveSimpleName("RenditionMaker")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("software.amazon..", "com.amazonaws..", "com.fasterxml..");

    @ArchTest
    static final ArchRule THE_FUNCTION_KNOWS_NO_TABLE_AND_NO_OTHER_FUNCTION = noClasses()
            .that()
            .resideInAPackage("dev.darkroom.thumbnail..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.darkroom.tables..", "dev.darkroom.metadata..", "dev.darkroom.feed..");
}
