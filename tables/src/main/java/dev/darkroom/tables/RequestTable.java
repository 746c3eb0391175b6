package dev.darkroom.tables;

import dev.darkroom.model.PhotoId;
import dev.darkroom.model.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The Requests table: what users have asked for under keys of their own, and how much they have written of late.
/// Every item expires; reading treats an expired one as absent.
public interface RequestTable {
    /// How long a claim stands.
    Duration CLAIM_KEPT = Duration.ofHours(24);

    /// What writes are counted by.
    Duration WINDOW = Duration.ofMinutes(1);

    /// Claims a key for a request, so that repeating the request does nothing twice. Of any number who claim one key at
    /// the same moment one has it, and the others are told what it is for.
    ///
    /// @param key the user's own: 1 to 255 visible ASCII characters
    /// @param fingerprint equal for requests that ask for the same
    /// @param photoIds what the request is about to make; may be empty
    Claim claim(UserId userId, String key, String fingerprint, List<PhotoId> photoIds, Instant now);

    /// What a key stands for, without claiming it.
    ///
    /// @return empty where the key is free
    Optional<Claim> standing(UserId userId, String key, String fingerprint, Instant now);

    /// Counts a write of the user in the current minute, unless there are as many already.
    ///
    /// @param limit 1 or more
    Count countWrite(UserId userId, int limit, Instant now);

    /// What came of claiming a key.
    sealed interface Claim {
        /// The key stands for this request now.
        record Claimed() implements Claim {}

        /// The key stands for an equal request, which may be done, under way, or have died half-way.
        ///
        /// @param photoIds what that one was about to make
        record SameAgain(List<PhotoId> photoIds) implements Claim {
            public SameAgain {
                photoIds = List.copyOf(photoIds);
            }
        }

        /// The key stands for a request for something else.
        record Different() implements Claim {}
    }

    /// What came of counting a write.
    sealed interface Count {
        record Allowed() implements Count {}

        /// There were as many as allowed before; this one was not counted.
        ///
        /// @param until when counting begins anew
        record Exhausted(Instant until) implements Count {}
    }
}
