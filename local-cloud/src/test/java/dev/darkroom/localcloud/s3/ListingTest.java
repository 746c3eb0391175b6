package dev.darkroom.localcloud.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/// ListObjectsV2 with prefixes and delimiters.
/// Source: <https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html>
final class ListingTest {
    private static final List<String> KEYS = List.of("alice/1/large.jpg", "alice/1/manifest.json", "alice/2", "bob");

    @TempDir
    Path folder;

    @Test
    void aFolderNamedByAnAbsolutePathIsListed() {
        list(folder);
    }

    /// As `./darkroom up` has it: `.darkroom`.
    @Test
    void aFolderNamedByARelativePathIsListed() {
        list(Path.of("").toAbsolutePath().relativize(folder));
    }

    private static void list(Path data) {
        try (var s3 = new S3Fixture(data);
                S3Client client = s3.client()) {
            KEYS.forEach(key ->
                    client.putObject(request -> request.bucket(S3Fixture.MEDIA).key(key), RequestBody.fromString("x")));

            assertThat(keys(client, _ -> {})).isEqualTo(KEYS);
            assertThat(keys(client, request -> request.prefix("alice/"))).isEqualTo(KEYS.subList(0, 3));
            assertThat(keys(client, request -> request.prefix("alice/1/m"))).isEqualTo(KEYS.subList(1, 2));
            assertThat(keys(client, request -> request.prefix("carol/"))).isEmpty();
            assertThat(keys(client, request -> request.prefix("alice/").delimiter("/")))
                    .containsExactly("alice/2", "alice/1/ …");
            assertThat(keys(client, request -> request.prefix("alice").delimiter("/")))
                    .containsExactly("alice/ …");
            assertThat(keys(client, request -> request.startAfter("alice/1/large.jpg")))
                    .isEqualTo(KEYS.subList(1, 4));
        }
    }

    private static List<String> keys(S3Client client, Consumer<ListObjectsV2Request.Builder> parameters) {
        ListObjectsV2Response page = client.listObjectsV2(ListObjectsV2Request.builder()
                .bucket(S3Fixture.MEDIA)
                .applyMutation(parameters)
                .build());
        return Stream.concat(
                        page.contents().stream().map(S3Object::key),
                        page.commonPrefixes().stream().map(CommonPrefix::prefix).map(prefix -> prefix + " …"))
                .toList();
    }
}
