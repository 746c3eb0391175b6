package dev.darkroom.localcloud.mapping;

import com.fasterxml.jackson.databind.JsonNode;

/// DynamoDB refused a call.
public final class DynamoDbException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String type;

    private DynamoDbException(String type, String message) {
        super(message);
        this.type = type;
    }

    static DynamoDbException of(String target, int status, JsonNode answer) {
        String type = answer.path("__type").asText("");
        String message = answer.path("message").asText(answer.path("Message").asText(""));
        return new DynamoDbException(
                type.substring(type.indexOf('#') + 1), target + " answered " + status + ": " + type + " " + message);
    }

    /// Such as `ConditionalCheckFailedException`.
    public boolean is(String exceptionName) {
        return type.equals(exceptionName);
    }
}
