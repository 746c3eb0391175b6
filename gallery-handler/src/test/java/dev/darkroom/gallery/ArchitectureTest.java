package dev.darkroom.gallery;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.darkroom.model.Announcement;
import dev.darkroom.model.Location;
import dev.darkroom.model.Suggestions;

@AnalyzeClasses(packages = "dev.darkroom.gallery", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
    @ArchTest
    static final ArchRule USE_CASES_KNOW_NEITHER_AWS_NOR_JSON_NOR_HTTP = noClasses()
            .that()
            .haveNameMatching(
                    ".*\\.(FeedReader|PublicReader|Album|Visits|Opened|People|UrlHour|RenditionSigner|OriginalSigner|Attachment)(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("software.amazon..", "com.amazonaws..", "com.fasterxml..", "dev.darkroom.http..");

    @ArchTest
    static final ArchRule ONLY_THE_OWNERS_VIEWS_CAN_HOLD_A_PLACE_SUGGESTIONS_OR_AN_ANNOUNCEMENT = noClasses()
            .that()
            .haveSimpleNameEndingWith("View")
            .and()
            .doNotHaveSimpleName("OwnerView")
            .and()
            .doNotHaveSimpleName("SuggestionsView")
            .and()
            .doNotHaveSimpleName("OriginalView")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Location.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Suggestions.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(OwnerView.SuggestionsView.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Announcement.class);

    @ArchTest
    static final ArchRule ONLY_THE_WIRING_MAKES_CLIENTS = noClasses()
            .that()
            .doNotHaveSimpleName("GalleryWiring")
            .should()
            .dependOnClassesThat()
            .haveNameMatching(".*\\.(DynamoDb.*|AwsEnvironment)");
}
