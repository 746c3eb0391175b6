package dev.darkroom.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/// Puts an original where its presigned URL says, by the upload's rules: 412 means that it is already there, 409 and
/// 5xx and a lost connection are tried again with back-off, 403 asks for another URL.
/// Source: <https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html>
final class Uploader {
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private final HttpClient http;
    private final Patience patience;

    Uploader(HttpClient http, Patience patience) {
        this.http = http;
        this.patience = patience;
    }

    /// What the bucket said in the end.
    enum Outcome {
        STORED,
        /// An original is there already: look at the photo.
        ALREADY_THERE,
        /// The URL is no longer good, or not for these bytes.
        NOT_ALLOWED
    }

    /// Puts the bytes.
    ///
    /// @throws ProblemException where the bucket refuses for good: a wrong checksum, length or type
    Outcome put(Views.Upload upload, byte[] bytes) {
        var request = HttpRequest.newBuilder(URI.create(upload.url()))
                .timeout(TIMEOUT)
                .method(upload.method(), HttpRequest.BodyPublishers.ofByteArray(bytes));
        upload.headers().forEach(request::header);
        upload.optionalHeaders().forEach(request::header);
        HttpRequest put = request.build();
        for (int attempt = 1; ; attempt++) {
            int status = send(put, attempt == Patience.ATTEMPTS);
            if (status == 200) {
                return Outcome.STORED;
            }
            if (status == 412) {
                return Outcome.ALREADY_THERE;
            }
            if (status == 403) {
                return Outcome.NOT_ALLOWED;
            }
            patience.await(Patience.after(attempt));
        }
    }

    /// Sends once.
    ///
    /// @return 200, 403, 412, or another status after which to try again
    private int send(HttpRequest put, boolean last) {
        try {
            HttpResponse<byte[]> response = Api.exchange(http, put);
            int status = response.statusCode();
            boolean settled = status == 200 || status == 403 || status == 412;
            boolean passing = status == 409 || status >= 500;
            if (!settled && (last || !passing)) {
                String said = new String(response.body(), StandardCharsets.UTF_8);
                throw new ProblemException(status, "the upload was refused", said, List.of());
            }
            return status;
        } catch (IOException e) {
            if (last) {
                throw new UncheckedIOException("the upload did not get through", e);
            }
            return 0;
        }
    }
}
