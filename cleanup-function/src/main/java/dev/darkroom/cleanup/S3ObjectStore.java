package dev.darkroom.cleanup;

import java.util.Collection;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;

/// A bucket in S3. S3 answers a delete of a missing key as it answers any other.
/// Source: <https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html>
final class S3ObjectStore implements ObjectStore {
    private static final int MOST_AT_ONCE = 1_000;

    private final S3Client s3;
    private final String bucket;

    S3ObjectStore(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    @Override
    public List<StoredObject> list(String prefix) {
        return s3.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix)).contents().stream()
                .map(stored -> new StoredObject(stored.key(), stored.lastModified()))
                .toList();
    }

    @Override
    public int deleteAll(Collection<String> keys) {
        List<String> all = List.copyOf(keys);
        for (int from = 0; from < all.size(); from += MOST_AT_ONCE) {
            delete(all.subList(from, Math.min(from + MOST_AT_ONCE, all.size())));
        }
        return all.size();
    }

    private void delete(List<String> keys) {
        List<ObjectIdentifier> objects = keys.stream()
                .map(key -> ObjectIdentifier.builder().key(key).build())
                .toList();
        List<S3Error> errors = s3.deleteObjects(delete -> delete.bucket(bucket)
                        .delete(which -> which.objects(objects).quiet(true)))
                .errors();
        if (!errors.isEmpty()) {
            throw new IllegalStateException("S3 did not delete " + errors.size() + " objects: "
                    + errors.getFirst().code());
        }
    }
}
