package dev.darkroom.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.model.FanOutMessage;

/// Messages of the FanOut queue as JSON.
final class FanOutJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private FanOutJson() {}

    /// Reads a message.
    ///
    /// @throws IllegalArgumentException where it is none
    static FanOutMessage read(String text) {
        try {
            return JSON.readValue(text, FanOutMessage.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a fan-out message", e);
        }
    }

    static String write(FanOutMessage message) {
        try {
            return JSON.writerFor(FanOutMessage.class).writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a fan-out message cannot be written", e);
        }
    }
}
