package dev.darkroom.thumbnail;

import dev.darkroom.model.ImageType;
import dev.darkroom.model.Traceparent;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// The uploads bucket. Reads with If-Match, so that an object put meanwhile is not taken for the one that arrived.
/// Source: <https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html>
final class S3Originals implements Originals {
    private static final int PRECONDITION_FAILED = 412;
    private static final String TRACEPARENT = "traceparent";

    private final S3Client s3;

    S3Originals(S3Client s3) {
        this.s3 = s3;
    }

    @Override
    public Fetched fetch(Arrival arrival) {
        GetObjectRequest.Builder request = GetObjectRequest.builder()
                .bucket(arrival.bucket())
                .key(arrival.photo().originalKey())
                .checksumMode(ChecksumMode.ENABLED);
        arrival.etag().ifPresent(etag -> request.ifMatch("\"" + etag + "\""));
        try (ResponseInputStream<GetObjectResponse> object = s3.getObject(request.build())) {
            return read(object);
        } catch (NoSuchKeyException deletedMeanwhile) {
            return new Fetched.Missing();
        } catch (S3Exception answer) {
            if (answer.statusCode() == PRECONDITION_FAILED) {
                return new Fetched.Changed();
            }
            throw answer;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Fetched read(ResponseInputStream<GetObjectResponse> object) throws IOException {
        GetObjectResponse answer = object.response();
        String etag = answer.eTag().replace("\"", "");
        Optional<Traceparent> trace =
                Optional.ofNullable(answer.metadata().get(TRACEPARENT)).flatMap(Traceparent::parse);
        long length = answer.contentLength();
        if (length > ImageType.MAX_BYTES) {
            object.abort();
            return new Fetched.TooLarge(length, etag, trace);
        }
        byte[] bytes = new byte[(int) length];
        if (object.readNBytes(bytes, 0, bytes.length) < bytes.length) {
            throw new EOFException("the object's bytes ended before its length");
        }
        // At the stream's end, and only there, the SDK compares the checksum.
        if (object.read() >= 0) {
            throw new IOException("the object has more bytes than its length");
        }
        return new Fetched.Original(bytes, etag, sha256(answer, bytes), trace);
    }

    /// The checksum that S3 checked the upload by, and the SDK the bytes as they came: to take it once more would
    /// cost as much as encoding a rendition. Uploads in parts have a checksum of checksums, and some stores none.
    /// Source: <https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/s3-checksums.html>
    private static String sha256(GetObjectResponse answer, byte[] bytes) {
        String checksum = answer.checksumSHA256();
        return checksum == null || checksum.contains("-")
                ? Digests.sha256(bytes)
                : HexFormat.of().formatHex(Base64.getDecoder().decode(checksum));
    }
}
