package dev.darkroom.aws;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/// Presigned URLs of one bucket's objects, by AWS's own Signature Version 4 signer. Unlike the SDK's S3Presigner it
/// takes the time to sign at, so that equal times give equal URLs, and it needs no S3 client on the class path.
/// Source: <https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html>
public final class S3UrlSigner {
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final URI bucketUrl;
    private final Region region;
    private final AwsCredentialsProvider credentials;

    private S3UrlSigner(URI bucketUrl, Region region, AwsCredentialsProvider credentials) {
        this.bucketUrl = bucketUrl;
        this.region = region;
        this.credentials = credentials;
    }

    /// A signer for a bucket, as a function's environment has it.
    ///
    /// @param publicEndpoint S3 as clients reach it; empty where they reach it as the function does
    public static S3UrlSigner forBucket(AwsEnvironment environment, String bucket, Optional<URI> publicEndpoint) {
        return forBucket(
                bucket,
                environment.region(),
                publicEndpoint.or(() -> environment.endpoint("S3")),
                environment.credentials());
    }

    /// A signer for a bucket.
    ///
    /// @param endpoint of S3 as clients reach it, with the bucket in the path; empty for the region's own, with the
    ///     bucket in the host name
    /// @param credentials whose rights the URLs carry; a URL ends with their session, if that is sooner
    public static S3UrlSigner forBucket(
            String bucket, Region region, Optional<URI> endpoint, AwsCredentialsProvider credentials) {
        String url = endpoint.map(S3UrlSigner::withoutSlash)
                .map(base -> base + "/" + bucket)
                .orElseGet(() -> "https://" + bucket + ".s3." + region.id() + "."
                        + PartitionMetadata.of(region).dnsSuffix());
        return new S3UrlSigner(URI.create(url), region, credentials);
    }

    /// A URL that reads an object.
    ///
    /// @param valid one second to seven days
    public URI get(String key, Instant signedAt, Duration valid) {
        return get(key, Map.of(), signedAt, valid);
    }

    /// A URL that reads an object with parameters that S3 obeys, such as `response-content-disposition`.
    ///
    /// @param parameters by name, not encoded
    /// @param valid one second to seven days
    public URI get(String key, Map<String, String> parameters, Instant signedAt, Duration valid) {
        return sign(SdkHttpMethod.GET, key, parameters, Map.of(), signedAt, valid);
    }

    /// A URL that writes an object, with exactly these headers: S3 refuses a request in which one is missing or has
    /// another value.
    ///
    /// @param headers by lower-case name
    /// @param valid one second to seven days
    public URI put(String key, Map<String, String> headers, Instant signedAt, Duration valid) {
        return sign(SdkHttpMethod.PUT, key, Map.of(), headers, signedAt, valid);
    }

    private URI sign(
            SdkHttpMethod method,
            String key,
            Map<String, String> parameters,
            Map<String, String> headers,
            Instant signedAt,
            Duration valid) {
        var request = SdkHttpRequest.builder()
                .method(method)
                .uri(URI.create(bucketUrl + "/" + SdkHttpUtils.urlEncodeIgnoreSlashes(key)));
        parameters.forEach(request::putRawQueryParameter);
        headers.forEach(request::putHeader);
        return signer.sign(sign -> sign.identity(credentials.resolveCredentials())
                        .request(request.build())
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region.id())
                        .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, valid)
                        .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false)
                        .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                        .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(signedAt, ZoneOffset.UTC)))
                .request()
                .getUri();
    }

    private static String withoutSlash(URI endpoint) {
        String text = endpoint.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
