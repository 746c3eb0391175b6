package dev.darkroom.localcloud.s3;

import dev.darkroom.localcloud.s3.EventNotification.ObjectState;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Logs each change to an object before it is made, and tells of it once it is made and before the client learns so.
final class NotifyingBlobStore extends ForwardingBlobStore {
    /// S3Proxy's own objects, which stand for multipart uploads.
    static final String INTERNAL_KEY_PREFIX = ".s3proxy-";

    private final IntentLog intents;
    private final Notifier notifier;

    NotifyingBlobStore(BlobStore store, IntentLog intents, Notifier notifier) {
        super(store);
        this.intents = intents;
        this.notifier = notifier;
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream content) {
        if (request.key().startsWith(INTERNAL_KEY_PREFIX)) {
            return super.putBlob(request, content);
        }
        String operation = S3Request.current().method().equals("POST") ? "ObjectCreated:Post" : "ObjectCreated:Put";
        return change(
                operation,
                request.bucket(),
                request.key(),
                () -> super.putBlob(request, content),
                response -> written(response.eTag(), request.contentLength()));
    }

    @Override
    public CopyObjectResponse copyBlob(CopyObjectRequest request) {
        return change(
                "ObjectCreated:Copy",
                request.destinationBucket(),
                request.destinationKey(),
                () -> super.copyBlob(request),
                response -> written(response.copyObjectResult().eTag(), null));
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(
            MultipartUpload upload, CompleteMultipartUploadRequest request) {
        return change(
                "ObjectCreated:CompleteMultipartUpload",
                upload.containerName(),
                upload.blobName(),
                () -> super.completeMultipartUpload(upload, request),
                response -> written(response.eTag(), null));
    }

    /// S3 tells of deleting a key that is not there too, as LocalStack's tests recorded on AWS in August 2023.
    @Override
    public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
        if (request.key().startsWith(INTERNAL_KEY_PREFIX)) {
            return super.removeBlob(request);
        }
        return change(
                Intent.REMOVED + "Delete", request.bucket(), request.key(), () -> super.removeBlob(request), _ -> null);
    }

    /// One after the other in this thread, which knows the request.
    @Override
    public DeleteObjectsResponse removeBlobs(DeleteObjectsRequest request) {
        List<DeletedObject> deleted = new ArrayList<>();
        List<S3Error> errors = new ArrayList<>();
        for (ObjectIdentifier object : request.delete().objects()) {
            try {
                removeBlob(DeleteObjectRequest.builder()
                        .bucket(request.bucket())
                        .key(object.key())
                        .build());
                deleted.add(DeletedObject.builder().key(object.key()).build());
            } catch (AwsServiceException e) {
                errors.add(S3Error.builder()
                        .key(object.key())
                        .code(Objects.toString(S3Exceptions.errorCode(e), "InternalError"))
                        .message(e.getMessage())
                        .build());
            }
        }
        return DeleteObjectsResponse.builder().deleted(deleted).errors(errors).build();
    }

    /// Without the files that writes under way have not given their names yet.
    @Override
    public ListObjectsV2Response list(ListObjectsV2Request request) {
        ListObjectsV2Response listed = super.list(request);
        Collection<Intent> open = intents.open();
        if (open.isEmpty()) {
            return listed;
        }
        List<S3Object> whole = listed.contents().stream()
                .filter(object -> open.stream()
                        .noneMatch(intent -> intent.bucket().equals(request.bucket())
                                && PartialFiles.isPartOf(object.key(), intent.key())))
                .toList();
        return whole.size() == listed.contents().size()
                ? listed
                : listed.toBuilder()
                        .contents(whole)
                        .keyCount(whole.size() + listed.commonPrefixes().size())
                        .build();
    }

    private static ObjectState written(String eTag, @Nullable Long sizeBytes) {
        return new ObjectState(Notifier.unquoted(eTag), sizeBytes == null ? 0 : sizeBytes);
    }

    private <T> T change(
            String operation,
            String bucket,
            String key,
            Supplier<T> change,
            Function<T, @Nullable ObjectState> result) {
        Intent intent = intents.begin(operation, bucket, key);
        T response;
        try {
            response = change.get();
        } catch (AwsServiceException e) {
            // Refused: a condition, a checksum, a bucket that is not there.
            intents.end(intent);
            throw e;
        } catch (RuntimeException e) {
            notifier.settle(intent);
            throw e;
        }
        notifier.changed(intent, result.apply(response), S3Request.current());
        return response;
    }
}
