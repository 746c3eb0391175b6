package dev.darkroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.cli.Darkroom;
import dev.darkroom.cli.reprocess.Deployment;
import dev.darkroom.cli.reprocess.LambdaRenderer;
import dev.darkroom.cli.reprocess.Renderer;
import dev.darkroom.cli.reprocess.Reprocessing;
import dev.darkroom.cli.reprocess.Tally;
import dev.darkroom.client.Views.Photo;
import dev.darkroom.client.Views.Rendition;
import dev.darkroom.localcloud.LocalCloud;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.UserId;
import dev.darkroom.tables.DynamoDbPhotoRecipes;
import dev.darkroom.tables.DynamoDbPhotoTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A deployment gets another table of renditions, and its operator makes all photos again.
class ReprocessTest {
    private static final String OTHER_TABLE = "large 800 fit jpeg 70, tiny 100 square jpeg 70";

    @TempDir
    private Path data = Path.of("");

    @Test
    void photosAreMadeAgainByTheNewTableAndTheOldRenditionsGo() throws IOException {
        List<String> local = List.of("--data", data.toString());
        String alice;
        String carol;
        String deleted;
        List<String> before;
        try (LocalCloud cloud = LocalClouds.start(data);
                Person owner = Person.called("alice", cloud);
                Person friend = Person.called("bob", cloud);
                Person other = Person.called("carol", cloud);
                Aws aws = Aws.of(cloud.resources())) {
            owner.befriends(friend);
            alice = owner.userId();
            carol = other.userId();
            owner.shares(TestPhotos.jpeg());
            owner.shares(TestPhotos.jpegOnItsSide());
            deleted = owner.shares(TestPhotos.gif()).photoId();
            owner.client().delete(deleted);
            other.shares(TestPhotos.jpeg());
            cloud.awaitQuiet(Waiting.LIMIT);
            before = aws.keys("MediaBucket", alice + "/");
        }

        try (LocalCloud cloud = LocalCloud.start(LocalClouds.options(data)
                        .withParameters(TestParameters.with(Map.of("Renditions", OTHER_TABLE))));
                Person friend = Person.called("bob", cloud);
                Aws aws = Aws.of(cloud.resources())) {
            JsonNode toDo = reprocess(local, "--owner", "@alice", "--dry-run");
            assertThat(toDo.path("photos").asInt()).isEqualTo(2);
            assertThat(toDo.path("engine").asText()).endsWith(OTHER_TABLE);
            assertThat(toDo.path("estimatedDollars").asDouble()).isPositive();
            assertThat(aws.keys("MediaBucket", alice + "/"))
                    .as("nothing has changed")
                    .isEqualTo(before);

            try (StackByName _ = StackByName.standingIn(cloud.resources())) {
                JsonNode done = reprocess(List.of("--stack", "darkroom"), "--owner", alice);
                assertThat(done.path("done").asInt()).isEqualTo(2);
            }
            cloud.awaitQuiet(Waiting.LIMIT);

            List<Photo> feed = friend.feed();
            assertThat(feed).hasSize(2).noneMatch(photo -> photo.photoId().equals(deleted));
            for (Photo photo : feed) {
                assertThat(photo.shown()).extracting(Rendition::name).containsExactly("large", "tiny");
                for (Rendition rendition : photo.shown()) {
                    assertThat(ImageIO.read(URI.create(rendition.url()).toURL()).getWidth())
                            .isEqualTo(rendition.width());
                }
            }
            List<String> after = aws.keys("MediaBucket", alice + "/");
            assertThat(after).hasSize(2 * 3).noneMatch(key -> key.contains(deleted));
            assertThat(after).filteredOn(key -> !key.endsWith("manifest.json")).doesNotContainAnyElementsOf(before);
            assertThat(reprocess(local, "--owner", "@alice").path("photos").asInt())
                    .isZero();

            aPhotoDeletedWhileItIsMadeLeavesNothing(cloud, aws, carol);
        }
    }

    /// The function reads the original between the tombstone and the cleanup, or finds it gone: in each case nothing
    /// of the photo is left.
    private static void aPhotoDeletedWhileItIsMadeLeavesNothing(LocalCloud cloud, Aws aws, String userId) {
        try (Person carol = Person.called("carol", cloud);
                Deployment deployment = Deployment.of(cloud.resources())) {
            var thumbnails = new LambdaRenderer(
                    deployment.lambda(), deployment.name("ThumbnailFunction"), deployment.name("UploadsBucket"));
            Renderer deleting = new Renderer() {
                @Override
                public Recipe recipe() {
                    return thumbnails.recipe();
                }

                @Override
                public Made make(PhotoKey photo) {
                    carol.client().delete(photo.photoId().value());
                    return thumbnails.make(photo);
                }
            };
            String table = deployment.name("PhotosTable");
            Tally tally = new Reprocessing(
                            new DynamoDbPhotoRecipes(deployment.dynamoDb(), table),
                            new DynamoDbPhotoTable(deployment.dynamoDb(), table),
                            deleting,
                            1)
                    .run(deleting.recipe().hash(), Optional.of(new UserId(userId)), _ -> {}, () -> false)
                    .tally();
            assertThat(Set.of(tally)).isSubsetOf(new Tally(1, 0, 0, 0), new Tally(0, 1, 0, 0));
            cloud.awaitQuiet(Waiting.LIMIT);

            assertThat(aws.keys("MediaBucket", userId + "/")).isEmpty();
            assertThat(aws.keys("UploadsBucket", userId + "/")).isEmpty();
        }
    }

    static JsonNode reprocess(List<String> cloud, String... options) throws IOException {
        var out = new StringWriter();
        var err = new StringWriter();
        String[] line = Stream.of(Stream.of("reprocess", "--json"), cloud.stream(), Stream.of(options))
                .flatMap(Function.identity())
                .toArray(String[]::new);
        assertThat(Darkroom.run(new PrintWriter(out), new PrintWriter(err), line))
                .as(err.toString())
                .isZero();
        return new ObjectMapper().readTree(out.toString());
    }
}
