package dev.darkroom.localcloud.mapping;

import java.net.URI;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/// Writes failed batches to S3 as anyone else would, so that the bucket's notifications tell of them. It makes its
/// client when the first batch fails.
public final class S3FailureObjects implements FailureObjects, AutoCloseable {
    private final Supplier<URI> endpoint;
    private final String region;
    private final String accessKeyId;
    private final String secretAccessKey;
    private @Nullable S3Client client;

    /// @param endpoint where S3 answers; asked at the first failure
    public S3FailureObjects(Supplier<URI> endpoint, String region, String accessKeyId, String secretAccessKey) {
        this.endpoint = endpoint;
        this.region = region;
        this.accessKeyId = accessKeyId;
        this.secretAccessKey = secretAccessKey;
    }

    @Override
    public void put(String bucket, String key, byte[] json) {
        client().putObject(
                        request -> request.bucket(bucket).key(key).contentType("application/json"),
                        RequestBody.fromBytes(json));
    }

    private synchronized S3Client client() {
        S3Client made = client;
        if (made == null) {
            made = S3Client.builder()
                    .endpointOverride(endpoint.get())
                    .region(Region.of(region))
                    .forcePathStyle(true)
                    .credentialsProvider(
                            StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, secretAccessKey)))
                    .httpClientBuilder(UrlConnectionHttpClient.builder())
                    .build();
            client = made;
        }
        return made;
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
        }
    }
}
