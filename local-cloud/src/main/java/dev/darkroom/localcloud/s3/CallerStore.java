package dev.darkroom.localcloud.s3;

import dev.darkroom.localcloud.rights.Denial;
import dev.darkroom.localcloud.rights.Rights;
import dev.darkroom.localcloud.rights.S3Rights;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Error;

/// The store as one caller sees it, whose rights to the request's own bucket and key are already checked: what stands
/// in a body is checked here, and what is missing is hidden from whoever may not list the bucket.
final class CallerStore extends ForwardingBlobStore {
    private final String caller;
    private final Rights rights;

    CallerStore(BlobStore store, String caller, Rights rights) {
        super(store);
        this.caller = caller;
        this.rights = rights;
    }

    /// A form names its key in the body.
    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream content) {
        if (!request.key().startsWith(NotifyingBlobStore.INTERNAL_KEY_PREFIX)) {
            refuse("s3:PutObject", request.bucket(), request.key()).ifPresent(denial -> {
                throw CallerStores.accessDenied(denial);
            });
        }
        return super.putBlob(request, content);
    }

    /// Each key is deleted or refused by itself.
    /// Source: <https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html>
    @Override
    public DeleteObjectsResponse removeBlobs(DeleteObjectsRequest request) {
        List<ObjectIdentifier> permitted = new ArrayList<>();
        List<S3Error> errors = new ArrayList<>();
        for (ObjectIdentifier object : request.delete().objects()) {
            Optional<Denial> denial = refuse("s3:DeleteObject", request.bucket(), object.key());
            if (denial.isEmpty()) {
                permitted.add(object);
            } else {
                errors.add(S3Error.builder()
                        .key(object.key())
                        .code("AccessDenied")
                        .message(denial.get().message())
                        .build());
            }
        }
        DeleteObjectsResponse removed = delegate()
                .removeBlobs(request.toBuilder()
                        .delete(request.delete().toBuilder().objects(permitted).build())
                        .build());
        errors.addAll(removed.errors());
        return removed.toBuilder().errors(errors).build();
    }

    @Override
    public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
        try {
            return super.getBlob(request);
        } catch (NoSuchKeyException e) {
            throw missing(request.bucket(), e);
        }
    }

    @Override
    public HeadObjectResponse blobMetadata(HeadObjectRequest request) {
        try {
            return super.blobMetadata(request);
        } catch (NoSuchKeyException e) {
            throw missing(request.bucket(), e);
        }
    }

    /// Writers too look for what is there, within S3Proxy; only readers are told.
    private SdkException missing(String bucket, NoSuchKeyException missing) {
        String method = S3Request.current().method();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return missing;
        }
        return rights.refuse(caller, List.of(S3Rights.list(bucket)))
                .<SdkException>map(CallerStores::accessDenied)
                .orElse(missing);
    }

    private Optional<Denial> refuse(String action, String bucket, String key) {
        return rights.refuse(caller, List.of(S3Rights.object(action, bucket, key)));
    }
}
