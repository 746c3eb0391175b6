package dev.darkroom.cli.reprocess;

import dev.darkroom.model.Capture;
import dev.darkroom.model.Media;
import dev.darkroom.model.PhotoKey;
import dev.darkroom.model.Rendition;
import dev.darkroom.model.Sequencer;
import dev.darkroom.tables.PhotoTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// The deployed chain's twin: what it makes stands in the table at once.
final class TwinRenderer implements Renderer {
    static final Recipe TODAY = new Recipe("fedcba9876543210", "codec-2 large 1600 fit jpeg 80", 3, 1769);
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final PhotoTable photos;
    private final Map<PhotoKey, Made> answers = new HashMap<>();
    private final Map<PhotoKey, Runnable> meanwhile = new HashMap<>();
    private final List<PhotoKey> made = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();

    TwinRenderer(PhotoTable photos) {
        this.photos = photos;
    }

    /// Answers so for a photo, and makes nothing of it.
    void answer(PhotoKey photo, Made answer) {
        answers.put(photo, answer);
    }

    /// Something happens after the function was invoked and before the manifest is recorded.
    void meanwhile(PhotoKey photo, Runnable what) {
        meanwhile.put(photo, what);
    }

    /// What it was invoked for, in order.
    List<PhotoKey> made() {
        return List.copyOf(made);
    }

    int mostAtOnce() {
        return mostAtOnce.get();
    }

    @Override
    public Recipe recipe() {
        return TODAY;
    }

    @Override
    public Made make(PhotoKey photo) {
        mostAtOnce.accumulateAndGet(running.incrementAndGet(), Math::max);
        try {
            made.add(photo);
            meanwhile.getOrDefault(photo, () -> {}).run();
            Made answer = answers.getOrDefault(photo, new Made.Done());
            if (answer instanceof Made.Done) {
                Rendition rendition =
                        new Rendition("large", 1600, 1200, 300_000, "image/jpeg", photo.mediaPrefix() + "large-2.jpg");
                photos.recordReady(
                        photo,
                        new Media(new Sequencer("FF"), 4000, 3000, List.of(rendition), Optional.empty(), TODAY.hash()),
                        Capture.UNKNOWN,
                        NOW);
            }
            return answer;
        } finally {
            running.decrementAndGet();
        }
    }
}
