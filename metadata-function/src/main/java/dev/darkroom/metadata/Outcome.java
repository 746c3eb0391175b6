package dev.darkroom.metadata;

import dev.darkroom.model.Photo;
import dev.darkroom.model.Rejection;
import java.time.Duration;
import java.util.Optional;

/// What became of a manifest that arrived.
sealed interface Outcome {
    /// The word for logs and the journal.
    String word();

    /// The photo is READY.
    ///
    /// @param sinceIntent from the upload's intent on; empty where the photo was READY before
    record Ready(Photo photo, Optional<Duration> sinceIntent) implements Outcome {
        @Override
        public String word() {
            return "READY";
        }
    }

    /// The photo is REJECTED.
    record Rejected(Rejection reason) implements Outcome {
        @Override
        public String word() {
            return "REJECTED " + reason;
        }
    }

    /// The photo was READY before, and stays so with the renditions that it has, though its original is refused now.
    record StaysReady(Rejection reason) implements Outcome {
        @Override
        public String word() {
            return "stays READY, though now " + reason;
        }
    }

    /// The photo had met this manifest, or a later one.
    record AlreadyCurrent() implements Outcome {
        @Override
        public String word() {
            return "already current";
        }
    }

    /// The photo is deleted; what came late is going too.
    record Gone() implements Outcome {
        @Override
        public String word() {
            return "gone";
        }
    }

    /// The manifest was deleted meanwhile.
    record ManifestMissing() implements Outcome {
        @Override
        public String word() {
            return "manifest missing";
        }
    }

    /// Another manifest has taken its place.
    record ManifestChanged() implements Outcome {
        @Override
        public String word() {
            return "manifest changed";
        }
    }

    /// There is no making sense of the manifest.
    record ManifestBroken() implements Outcome {
        @Override
        public String word() {
            return "manifest broken";
        }
    }
}
