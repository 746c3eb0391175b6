package dev.darkroom.cli.reprocess;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.model.PhotoKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/// Invokes thumbnail-function and waits for its answer, with an event notification as S3 sends it when an original
/// arrives, and without records to ask for the recipe. It names no ETag: an original is never replaced.
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/invocation-sync.html>
public final class LambdaRenderer implements Renderer {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_MESSAGE = 200;

    private final LambdaClient lambda;
    private final String function;
    private final String uploadsBucket;

    /// Invokes a function by its physical name.
    ///
    /// @param lambda waits for an answer for longer than the function may run
    public LambdaRenderer(LambdaClient lambda, String function, String uploadsBucket) {
        this.lambda = lambda;
        this.function = function;
        this.uploadsBucket = uploadsBucket;
    }

    @Override
    public Recipe recipe() {
        InvokeResponse response = invoke(event());
        JsonNode answer = json(response);
        if (response.functionError() != null) {
            throw new IllegalStateException("thumbnail-function failed: " + message(answer));
        }
        if (!answer.path("recipe").isTextual()) {
            throw new IllegalStateException(
                    "the thumbnail-function that is deployed does not say its recipe; deploy a current one first");
        }
        return new Recipe(
                answer.path("recipe").asText(),
                answer.path("engine").asText(),
                answer.path("renditions").asInt(),
                answer.path("memoryMegabytes").asInt());
    }

    @Override
    public Made make(PhotoKey photo) {
        try {
            InvokeResponse response = invoke(event(photo));
            JsonNode answer = json(response);
            if (response.functionError() != null) {
                return new Made.Failed(message(answer));
            }
            JsonNode made = answer.path("photos").path(0);
            return switch (made.path("outcome").asText()) {
                case "READY" -> new Made.Done();
                case "REJECTED" -> new Made.Refused(made.path("rejection").asText());
                case "MISSING" -> new Made.OriginalMissing();
                default -> new Made.Failed("the function answered " + shortened(answer.toString()));
            };
        } catch (SdkException notCalled) {
            return new Made.Failed(shortened(String.valueOf(notCalled.getMessage())));
        }
    }

    private InvokeResponse invoke(JsonNode event) {
        return lambda.invoke(
                request -> request.functionName(function).payload(SdkBytes.fromUtf8String(event.toString())));
    }

    private ObjectNode event(PhotoKey... photos) {
        ObjectNode event = JSON.createObjectNode();
        ArrayNode notifications = event.putArray("Records");
        for (PhotoKey photo : photos) {
            ObjectNode s3 = notifications
                    .addObject()
                    .put("eventVersion", "2.1")
                    .put("eventSource", "darkroom:reprocess")
                    .putObject("s3");
            s3.putObject("bucket").put("name", uploadsBucket);
            s3.putObject("object").put("key", URLEncoder.encode(photo.originalKey(), UTF_8));
        }
        return event;
    }

    private static JsonNode json(InvokeResponse response) {
        try {
            return JSON.readTree(response.payload().asByteArray());
        } catch (JsonProcessingException notJson) {
            return JSON.missingNode();
        } catch (IOException notInMemory) {
            throw new UncheckedIOException(notInMemory);
        }
    }

    /// As Lambda's runtime tells an exception, or Lambda itself a timeout.
    private static String message(JsonNode error) {
        return shortened(error.path("errorMessage").asText("without a word"));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE) + "…";
    }
}
