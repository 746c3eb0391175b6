package dev.darkroom.feed;

import java.util.ArrayList;
import java.util.List;

/// Cuts work into messages.
final class Chunks {
    private Chunks() {}

    /// Makes one message.
    ///
    /// @param <T> of ids
    /// @param <M> of messages
    @FunctionalInterface
    interface Message<T, M> {
        M of(List<T> ids, int chunk, int chunks);
    }

    static <T, M> List<M> of(List<T> ids, int size, Message<T, M> message) {
        int chunks = Math.ceilDiv(ids.size(), size);
        List<M> messages = new ArrayList<>(chunks);
        for (int chunk = 0; chunk < chunks; chunk++) {
            List<T> part = ids.subList(chunk * size, Math.min((chunk + 1) * size, ids.size()));
            messages.add(message.of(part, chunk + 1, chunks));
        }
        return messages;
    }
}
