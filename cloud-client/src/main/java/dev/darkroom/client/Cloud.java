package dev.darkroom.client;

import java.net.URI;
import java.time.Duration;

/// A deployed Darkroom, wherever it runs: what its users and its tests need to know of it.
public interface Cloud extends AutoCloseable {
    /// The HTTP API, without a slash at the end.
    URI api();

    /// An access token that the API takes, good for at least five minutes.
    ///
    /// @param userName such as `alice`; a cloud for development knows every name
    String token(String userName);

    /// The AWS side: endpoint, credentials and the physical names of the stack's resources.
    CloudResources resources();

    /// Waits until no event is queued, in flight, or unread in a stream.
    ///
    /// @throws IllegalStateException where that does not come true within the limit; says what is still pending
    void awaitQuiet(Duration limit);

    /// Lets go of it; a cloud that was only attached to goes on.
    @Override
    void close();
}
