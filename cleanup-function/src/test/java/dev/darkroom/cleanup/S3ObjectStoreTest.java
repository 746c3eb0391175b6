package dev.darkroom.cleanup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.paginators.ListObjectsV2Iterable;

final class S3ObjectStoreTest {
    /// An S3 that lists numbered objects in pages, and notes what it is asked to delete.
    private static final class PagedS3 implements S3Client {
        private static final int PAGE = 1_000;

        private final int objects;
        private final List<DeleteObjectsRequest> deletes = new ArrayList<>();
        private Optional<S3Error> refusal = Optional.empty();

        PagedS3(int objects) {
            this.objects = objects;
        }

        @Override
        public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
            int from = Optional.ofNullable(request.continuationToken())
                    .map(Integer::parseInt)
                    .orElse(0);
            int to = Math.min(from + PAGE, objects);
            boolean more = to < objects;
            return ListObjectsV2Response.builder()
                    .contents(IntStream.range(from, to)
                            .mapToObj(number -> S3Object.builder()
                                    .key(request.prefix() + number)
                                    .lastModified(Instant.EPOCH)
                                    .build())
                            .toList())
                    .isTruncated(more)
                    .nextContinuationToken(more ? Integer.toString(to) : null)
                    .build();
        }

        @Override
        public ListObjectsV2Iterable listObjectsV2Paginator(ListObjectsV2Request request) {
            return new ListObjectsV2Iterable(this, request);
        }

        @Override
        public DeleteObjectsResponse deleteObjects(DeleteObjectsRequest request) {
            deletes.add(request);
            return DeleteObjectsResponse.builder()
                    .errors(refusal.stream().toList())
                    .build();
        }

        @Override
        public String serviceName() {
            return "s3";
        }

        @Override
        public void close() {}
    }

    @Test
    void everyPageIsListedAndDeletedAThousandAtOnce() {
        var s3 = new PagedS3(2_300);
        var store = new S3ObjectStore(s3, "media");

        List<String> keys = store.list("alice/photo/").stream()
                .map(ObjectStore.StoredObject::key)
                .toList();
        int deleted = store.deleteAll(keys);

        assertThat(keys).hasSize(2_300).doesNotHaveDuplicates();
        assertThat(deleted).isEqualTo(2_300);
        assertThat(s3.deletes)
                .extracting(request -> request.delete().objects().size())
                .containsExactly(1_000, 1_000, 300);
    }

    @Test
    void nothingToDeleteIsNoCall() {
        var s3 = new PagedS3(0);
        var store = new S3ObjectStore(s3, "media");

        assertThat(store.deleteAll(List.of())).isZero();
        assertThat(s3.deletes).isEmpty();
    }

    @Test
    void oneKeyThatS3DoesNotDeleteIsAFailure() {
        var s3 = new PagedS3(1);
        s3.refusal = Optional.of(
                S3Error.builder().key("alice/photo/0").code("AccessDenied").build());

        assertThatThrownBy(() -> new S3ObjectStore(s3, "media").deleteAll(List.of("alice/photo/0")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("AccessDenied")
                .hasMessageNotContaining("alice");
    }
}
