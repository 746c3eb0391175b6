package dev.darkroom.localcloud.s3;

import dev.darkroom.localcloud.endpoint.Caller;
import dev.darkroom.localcloud.endpoint.Callers;
import dev.darkroom.localcloud.rights.Denial;
import dev.darkroom.localcloud.rights.Right;
import dev.darkroom.localcloud.rights.Rights;
import java.util.List;
import java.util.Optional;
import org.gaul.s3proxy.AccessGrant;
import org.gaul.s3proxy.BlobStoreLocator;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// The store as each caller sees it. S3Proxy asks for it once it knows whose key a request was signed with, by header,
/// URL or form; here the caller's rights are checked, a moment before S3Proxy checks the signature.
final class CallerStores implements BlobStoreLocator {
    /// What the request whose thread this is needs.
    static final ScopedValue<List<Right>> NEEDED = ScopedValue.newInstance();

    private final BlobStore store;
    private final Callers callers;
    private final Rights rights;

    CallerStores(BlobStore store, Callers callers, Rights rights) {
        this.store = store;
        this.callers = callers;
        this.rights = rights;
    }

    /// @throws S3Exception where the caller may not do what the request asks
    @Override
    public @Nullable AccessGrant locateBlobStore(
            @Nullable String identity, @Nullable String container, @Nullable String blob) {
        Optional<Caller> caller = Optional.ofNullable(identity).flatMap(callers::byAccessKey);
        if (caller.isEmpty()) {
            return null;
        }
        rights.refuse(caller.get().name(), NEEDED.orElse(List.of())).ifPresent(denial -> {
            throw accessDenied(denial);
        });
        return new AccessGrant(
                caller.get().secretAccessKey(),
                new CallerStore(store, caller.get().name(), rights));
    }

    /// Source: <https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html>
    static S3Exception accessDenied(Denial denial) {
        return (S3Exception) S3Exception.builder()
                .statusCode(403)
                .message(denial.message())
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("AccessDenied")
                        .errorMessage(denial.message())
                        .build())
                .build();
    }
}
