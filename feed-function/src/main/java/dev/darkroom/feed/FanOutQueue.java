package dev.darkroom.feed;

import dev.darkroom.model.FanOutMessage;
import java.util.List;

/// The queue of work that is too much for one invocation.
interface FanOutQueue {
    /// Enqueues all messages. Repeating it makes duplicates, which do no harm.
    ///
    /// @throws RuntimeException where one is not taken; others may have been
    void send(List<? extends FanOutMessage> messages);
}
