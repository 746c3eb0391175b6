package dev.darkroom.upload;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.darkroom.upload", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
    @ArchTest
    static final ArchRule THE_USE_CASE_KNOWS_NEITHER_AWS_NOR_JSON_NOR_HTTP = noClasses()
            .that()
            .haveNameMatching(".*\\.(Uploads|Minting|PhotoIntent|UploadSigner|PresignedUpload)(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("software.amazon..", "com.amazonaws..", "com.fasterxml..", "dev.darkroom.http..");

    @ArchTest
    static final ArchRule ONLY_THE_WIRING_MAKES_CLIENTS = noClasses()
            .that()
            .doNotHaveSimpleName("UploadWiring")
            .should()
            .dependOnClassesThat()
            .haveNameMatching(".*\\.(DynamoDb.*|AwsEnvironment)");
}
