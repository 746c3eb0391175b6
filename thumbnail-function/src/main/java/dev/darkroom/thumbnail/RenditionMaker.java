package dev.darkroom.thumbnail;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.darkroom.model.HopTiming;
import dev.darkroom.model.ImageType;
import dev.darkroom.model.Manifest;
import dev.darkroom.model.PhotoState;
import dev.darkroom.model.Rejection;
import dev.darkroom.model.Rendition;
import dev.darkroom.model.SourceImage;
import dev.darkroom.model.Traceparent;
import dev.darkroom.thumbnail.image.EncodedRendition;
import dev.darkroom.thumbnail.image.ImageHeader;
import dev.darkroom.thumbnail.image.Placeholder;
import dev.darkroom.thumbnail.image.Rendering;
import dev.darkroom.thumbnail.image.RenditionEngine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// Makes an original's renditions and, when all are stored, its manifest. Doing it again gives the same keys and
/// bytes.
final class RenditionMaker {
    private static final String HOP = "thumbnail";
    private static final byte[] NOTHING = {};

    private final Originals originals;
    private final RenditionEngine engine;
    private final MediaStore media;
    private final Clock clock;
    private final String recipe;

    RenditionMaker(Originals originals, RenditionEngine engine, MediaStore media, Clock clock) {
        this.originals = originals;
        this.engine = engine;
        this.media = media;
        this.clock = clock;
        recipe = Digests.shortened(Digests.sha256(engine.recipe().getBytes(UTF_8)));
    }

    /// The hash of [#engine], as manifests have it.
    String recipe() {
        return recipe;
    }

    /// What renditions are made with, in words.
    String engine() {
        return engine.recipe();
    }

    /// How many files it makes of a photo.
    int renditions() {
        return engine.renditions();
    }

    /// @throws RuntimeException where a store fails: the event has to be delivered again
    Outcome make(Arrival arrival, Invocation invocation) {
        Instant start = clock.instant();
        return switch (originals.fetch(arrival)) {
            case Fetched.Missing() -> new Outcome.Missing();
            case Fetched.Changed() -> new Outcome.Changed();
            case Fetched.TooLarge(long bytes, String etag, Optional<Traceparent> trace) -> {
                var source = new SourceImage(etag, bytes, Digests.sha256(NOTHING), "", 0, 0, 1);
                var work = new Work(arrival, invocation, start, source, 0, trace);
                yield rejected(work, Rejection.TOO_LARGE);
            }
            case Fetched.Original(byte[] bytes, String etag, String sha256, Optional<Traceparent> trace) -> {
                Rendering rendering = engine.render(bytes);
                var work = new Work(
                        arrival,
                        invocation,
                        start,
                        source(bytes, etag, sha256, rendering.header()),
                        rendering.header().frames(),
                        trace);
                yield switch (rendering) {
                    case Rendering.Refused refused -> rejected(work, refused.reason());
                    case Rendering.Rendered rendered -> ready(work, rendered);
                };
            }
        };
    }

    private static SourceImage source(byte[] bytes, String etag, String sha256, ImageHeader header) {
        return new SourceImage(
                etag,
                bytes.length,
                sha256,
                header.type().map(ImageType::contentType).orElse(""),
                header.width(),
                header.height(),
                header.orientation());
    }

    private Outcome ready(Work work, Rendering.Rendered rendered) {
        String hash = Digests.shortened(Digests.sha256((work.source.sha256() + recipe).getBytes(UTF_8)));
        List<Rendition> renditions = new ArrayList<>();
        List<Runnable> puts = new ArrayList<>();
        for (EncodedRendition file : rendered.renditions()) {
            String key = work.arrival.photo().mediaPrefix() + file.name() + "-" + hash + "."
                    + file.format().extension();
            var rendition = new Rendition(
                    file.name(),
                    file.width(),
                    file.height(),
                    file.bytes().length,
                    file.format().contentType(),
                    key);
            renditions.add(rendition);
            puts.add(() -> media.put(rendition, file.bytes()));
        }
        atOnce(puts);
        return recorded(work, PhotoState.READY, null, renditions, rendered.placeholder());
    }

    private Outcome rejected(Work work, Rejection reason) {
        return recorded(work, PhotoState.REJECTED, reason, List.of(), null);
    }

    private Outcome recorded(
            Work work,
            PhotoState state,
            @Nullable Rejection reason,
            List<Rendition> renditions,
            @Nullable Placeholder placeholder) {
        Duration duration = Duration.between(work.start, clock.instant());
        var manifest = new Manifest(
                Manifest.SCHEMA_VERSION,
                work.arrival.photo().photoId(),
                work.arrival.photo().ownerId(),
                work.source,
                state,
                reason,
                renditions,
                placeholder == null ? null : placeholder.thumbHash(),
                placeholder == null ? null : placeholder.dominantColour(),
                work.frames > 1,
                recipe,
                new HopTiming(
                        HOP,
                        1,
                        work.start.toEpochMilli(),
                        duration.toMillis(),
                        work.invocation.requestId(),
                        work.invocation.coldStart()),
                work.trace.map(Traceparent::value).orElse(null));
        media.put(manifest);
        return new Outcome.Recorded(manifest);
    }

    private static void atOnce(List<Runnable> puts) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<?>[] running = puts.stream()
                    .map(put -> CompletableFuture.runAsync(put, threads))
                    .toArray(CompletableFuture<?>[]::new);
            CompletableFuture.allOf(running).join();
        }
    }

    private record Work(
            Arrival arrival,
            Invocation invocation,
            Instant start,
            SourceImage source,
            int frames,
            Optional<Traceparent> trace) {}
}
