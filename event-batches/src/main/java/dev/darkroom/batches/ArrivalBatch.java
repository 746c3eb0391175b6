package dev.darkroom.batches;

import dev.darkroom.model.PhotoKey;
import dev.darkroom.telemetry.Log;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The records of an S3 event, each worked on, also after one failed: what is done again on the next delivery does
/// no harm. S3 events know no partial failure: the whole event comes again, or none of it.
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html>
public final class ArrivalBatch {
    private ArrivalBatch() {}

    /// Does the work for each record whose key is a photo's, and logs that it skipped any other, without the key.
    ///
    /// @param event the event notification as S3 sends it; one without records is no work
    /// @param photoOfKey reads a decoded key; empty where it is none that this function is for
    /// @throws IllegalStateException where the work failed for at least one, with each failure in it: the event has
    ///     to be delivered again
    /// @throws java.io.UncheckedIOException where the event is not JSON
    public static void process(
            InputStream event, Log log, Function<String, Optional<PhotoKey>> photoOfKey, Consumer<ArrivedObject> work) {
        @Nullable IllegalStateException failures = null;
        for (Map<String, String> notification : S3EventJson.read(event)) {
            Optional<ArrivedObject> arrived = ArrivedObject.of(notification, photoOfKey);
            if (arrived.isEmpty()) {
                log.warn("skipped an object whose key is not for this function");
                continue;
            }
            try {
                work.accept(arrived.get());
            } catch (RuntimeException failure) {
                var named = new IllegalStateException(
                        "photo " + arrived.get().photo().photoId() + " is to be tried again", failure);
                if (failures == null) {
                    failures = named;
                } else {
                    failures.addSuppressed(named);
                }
            }
        }
        if (failures != null) {
            throw failures;
        }
    }
}
