package dev.darkroom.thumbnail;

import dev.darkroom.model.ImageType;
import dev.darkroom.model.Traceparent;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Originals of one bucket in memory, under the contract of S3's.
final class InMemoryOriginals implements Originals {
    private final Map<String, Stored> objects = new HashMap<>();
    private @Nullable RuntimeException fault;

    /// Puts an object and returns its ETag.
    String put(String key, byte[] bytes, Optional<Traceparent> traceparent) {
        String etag = md5(bytes);
        objects.put(key, new Stored(bytes, etag, traceparent));
        return etag;
    }

    void delete(String key) {
        objects.remove(key);
    }

    /// Fails every call from now on; null ends it.
    void failWith(@Nullable RuntimeException failure) {
        fault = failure;
    }

    @Override
    public Fetched fetch(Arrival arrival) {
        if (fault != null) {
            throw fault;
        }
        @Nullable Stored stored = objects.get(arrival.photo().originalKey());
        if (stored == null) {
            return new Fetched.Missing();
        }
        if (arrival.etag().filter(etag -> !etag.equals(stored.etag)).isPresent()) {
            return new Fetched.Changed();
        }
        return stored.bytes.length > ImageType.MAX_BYTES
                ? new Fetched.TooLarge(stored.bytes.length, stored.etag, stored.traceparent)
                : new Fetched.Original(stored.bytes, stored.etag, Digests.sha256(stored.bytes), stored.traceparent);
    }

    private static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private record Stored(byte[] bytes, String etag, Optional<Traceparent> traceparent) {}
}
