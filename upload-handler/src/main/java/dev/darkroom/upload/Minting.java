package dev.darkroom.upload;

import com.github.f4b6a3.ulid.UlidFactory;
import dev.darkroom.model.PhotoId;
import dev.darkroom.model.Traceparent;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Random;

/// Makes the ids that a photo keeps for life.
final class Minting {
    private static final int TRACE_BYTES = 12;
    private static final int SPAN_BYTES = 8;

    private final InstantSource clock;
    private final Random random;
    private final UlidFactory ulids;

    /// Mints with a clock and a source of randomness.
    ///
    /// @param random a SecureRandom, save in tests: SnapStart clones every other generator with its state
    Minting(InstantSource clock, Random random) {
        this.clock = clock;
        this.random = random;
        this.ulids = UlidFactory.newMonotonicInstance(random, clock::millis);
    }

    /// An id greater than all minted here before.
    PhotoId photoId() {
        return new PhotoId(ulids.create().toString());
    }

    /// A new, sampled trace. Its id begins with the seconds since the epoch, as X-Ray's own do.
    /// Source: <https://docs.aws.amazon.com/xray/latest/devguide/xray-api-sendingdata.html#xray-api-traceids>
    Traceparent traceparent() {
        String seconds = HexFormat.of().toHexDigits(clock.millis() / 1000, 8);
        return new Traceparent("00-" + seconds + hex(TRACE_BYTES) + "-" + hex(SPAN_BYTES) + "-01");
    }

    private String hex(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
