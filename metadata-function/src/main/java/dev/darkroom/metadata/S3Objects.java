package dev.darkroom.metadata;

import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Reads objects under conditions.
/// Source: <https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html>
final class S3Objects {
    private static final int PRECONDITION_FAILED = 412;

    private S3Objects() {}

    /// What came of a request.
    sealed interface Answer {
        record Bytes(byte[] value) implements Answer {}

        record Missing() implements Answer {}

        record Changed() implements Answer {}
    }

    /// @throws S3Exception for every answer but 404 for the key and 412
    static Answer get(S3Client s3, GetObjectRequest request) {
        try {
            ResponseBytes<GetObjectResponse> object = s3.getObjectAsBytes(request);
            return new Answer.Bytes(object.asByteArrayUnsafe());
        } catch (NoSuchKeyException missing) {
            return new Answer.Missing();
        } catch (S3Exception answer) {
            if (answer.statusCode() == PRECONDITION_FAILED) {
                return new Answer.Changed();
            }
            throw answer;
        }
    }

    /// An ETag as HTTP has it.
    static String quoted(String etag) {
        return "\"" + etag + "\"";
    }
}
