package dev.darkroom.localcloud.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Listing by prefix and delimiter, page by page.
/// Source: ListObjectsV2, <https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html>
class ListingTest {
    private static final String BUCKET = S3Fixture.MEDIA;
    private static final List<String> KEYS =
            List.of("a/1", "a/2", "a/b/1", "a/b/2", "a/c/1", "a+b c/ü", "ab/1", "root");

    @TempDir
    private static Path data;

    private static S3Fixture s3;
    private static S3Client client;

    @BeforeAll
    static void start() {
        s3 = new S3Fixture(data);
        client = s3.client();
        KEYS.forEach(key -> client.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromString(key)));
    }

    @AfterAll
    static void stop() {
        client.close();
        s3.close();
    }

    @Test
    void aFolderIsItsObjectsAndTheFoldersInIt() {
        ListObjectsV2Response listed = list(request -> request.prefix("a/").delimiter("/"));
        assertThat(keys(listed)).containsExactly("a/1", "a/2");
        assertThat(prefixes(listed)).containsExactly("a/b/", "a/c/");
        assertThat(listed.keyCount()).isEqualTo(4);
        assertThat(listed.prefix()).isEqualTo("a/");
        assertThat(listed.delimiter()).isEqualTo("/");
    }

    @Test
    void aFolderWithoutFoldersIsItsObjects() {
        ListObjectsV2Response listed = list(request -> request.prefix("a/b/").delimiter("/"));
        assertThat(keys(listed)).containsExactly("a/b/1", "a/b/2");
        assertThat(prefixes(listed)).isEmpty();
    }

    @Test
    void aPrefixWithoutASlashIsTheBeginningOfANameNoFolder() {
        assertThat(prefixes(list(request -> request.prefix("a").delimiter("/"))))
                .containsExactly("a+b c/", "a/", "ab/");
        assertThat(prefixes(list(request -> request.prefix("a/b").delimiter("/"))))
                .containsExactly("a/b/");
        assertThat(keys(list(request -> request.prefix("a/b")))).containsExactly("a/b/1", "a/b/2");
        assertThat(keys(list(request -> request.prefix("ro").delimiter("/")))).containsExactly("root");
    }

    @Test
    void withoutADelimiterEverythingUnderThePrefixIsListed() {
        assertThat(keys(list(request -> request.prefix("a/"))))
                .containsExactly("a/1", "a/2", "a/b/1", "a/b/2", "a/c/1");
    }

    @Test
    void theRootHasItsFoldersToo() {
        ListObjectsV2Response listed = list(request -> request.delimiter("/"));
        assertThat(keys(listed)).containsExactly("root");
        assertThat(prefixes(listed)).containsExactly("a+b c/", "a/", "ab/");
    }

    @Test
    void nothingIsUnderAPrefixThatIsNotThere() {
        ListObjectsV2Response listed =
                list(request -> request.prefix("nowhere/").delimiter("/"));
        assertThat(listed.keyCount()).isZero();
        assertThat(listed.hasContents()).isFalse();
        assertThat(listed.hasCommonPrefixes()).isFalse();
    }

    /// As the AWS CLI asks: it decodes what it gets.
    @Test
    void keysAndPrefixesAreEncodedOnRequest() {
        ListObjectsV2Response listed =
                list(request -> request.prefix("a+b c/").delimiter("/").encodingType(EncodingType.URL));
        assertThat(keys(listed)).containsExactly("a+b c/ü");
    }

    @Test
    void pagesOfOneAreTheWholeList() {
        List<String> seen = new ArrayList<>();
        client.listObjectsV2Paginator(request ->
                        request.bucket(BUCKET).prefix("a/").delimiter("/").maxKeys(1))
                .forEach(page -> {
                    assertThat(page.keyCount()).isEqualTo(1);
                    seen.addAll(keys(page));
                    seen.addAll(prefixes(page));
                });
        assertThat(seen).containsExactly("a/1", "a/2", "a/b/", "a/c/");
        ListObjectsV2Response first = list(request -> request.maxKeys(3));
        assertThat(first.isTruncated()).isTrue();
        ListObjectsV2Response rest = list(request -> request.continuationToken(first.nextContinuationToken()));
        assertThat(rest.isTruncated()).isFalse();
        assertThat(keys(first)).containsExactly("a+b c/ü", "a/1", "a/2");
        assertThat(keys(rest)).containsExactly("a/b/1", "a/b/2", "a/c/1", "ab/1", "root");
    }

    @Test
    void listingMayStartAfterAKey() {
        assertThat(keys(list(request -> request.startAfter("a/b/1"))))
                .containsExactly("a/b/2", "a/c/1", "ab/1", "root");
        ListObjectsV2Response listed =
                list(request -> request.prefix("a/").delimiter("/").startAfter("a/1"));
        assertThat(keys(listed)).containsExactly("a/2");
        assertThat(prefixes(listed)).containsExactly("a/b/", "a/c/");
    }

    @Test
    void theOldListingHasFoldersToo() {
        var listed = client.listObjects(
                request -> request.bucket(BUCKET).prefix("a/").delimiter("/"));
        assertThat(listed.contents()).extracting(S3Object::key).containsExactly("a/1", "a/2");
        assertThat(listed.commonPrefixes()).extracting(CommonPrefix::prefix).containsExactly("a/b/", "a/c/");
    }

    /// A data folder is what the user names it, `.darkroom` by default.
    @Test
    void aRelativeDataFolderIsAFolderLikeAnother(@TempDir Path elsewhere) {
        Path relative = Path.of("").toAbsolutePath().relativize(elsewhere.toAbsolutePath());
        try (var other = new S3Fixture(relative);
                var its = other.client()) {
            its.putObject(request -> request.bucket(BUCKET).key("a/1"), RequestBody.fromString("1"));
            ListObjectsV2Response listed = its.listObjectsV2(
                    request -> request.bucket(BUCKET).prefix("a/").delimiter("/"));
            assertThat(keys(listed)).containsExactly("a/1");
        }
    }

    private static ListObjectsV2Response list(Consumer<ListObjectsV2Request.Builder> request) {
        return client.listObjectsV2(builder -> request.accept(builder.bucket(BUCKET)));
    }

    private static List<String> keys(ListObjectsV2Response listed) {
        return listed.contents().stream().map(S3Object::key).toList();
    }

    private static List<String> prefixes(ListObjectsV2Response listed) {
        return listed.commonPrefixes().stream().map(CommonPrefix::prefix).toList();
    }
}
