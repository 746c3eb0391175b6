package dev.darkroom.localcloud.backend;

import java.net.URI;

/// An AWS-protocol server on a random loopback port that only the endpoint is given.
public interface Backend extends AutoCloseable {
    /// The service name in the credential scope of its requests: `s3`, `dynamodb`, `sqs`.
    String signingName();

    URI uri();

    /// Stops it; what it acknowledged stays.
    @Override
    void close();
}
