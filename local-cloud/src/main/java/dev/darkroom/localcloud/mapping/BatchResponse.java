package dev.darkroom.localcloud.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/// What a function that reports batch item failures said of its batch.
/// Sources: <https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html>,
/// <https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html>
sealed interface BatchResponse {
    ObjectMapper JSON = new ObjectMapper();

    /// Nothing failed: an empty or null list, or an empty or null response.
    record AllSucceeded() implements BatchResponse {}

    /// These failed, and nothing else.
    record SomeFailed(Set<String> identifiers) implements BatchResponse {}

    /// All of the batch counts as failed: the answer is not understood, or names what was not in the batch.
    record Malformed(String reason) implements BatchResponse {}

    /// Reads a function's answer.
    ///
    /// @param known the identifiers of the batch: sequence numbers or message ids
    static BatchResponse read(byte[] payload, Set<String> known) {
        JsonNode response;
        try {
            response = JSON.readTree(payload);
        } catch (IOException e) {
            return new Malformed("the answer is not JSON");
        }
        boolean empty = response.isMissingNode()
                || response.isNull()
                || (response.isContainerNode() && response.isEmpty())
                || (response.isTextual() && response.textValue().isEmpty());
        if (empty) {
            return new AllSucceeded();
        }
        if (!response.isObject()) {
            return new Malformed("the answer is no object");
        }
        JsonNode failures = response.path("batchItemFailures");
        if (failures.isMissingNode() || failures.isNull() || (failures.isArray() && failures.isEmpty())) {
            return new AllSucceeded();
        }
        if (!failures.isArray()) {
            return new Malformed("batchItemFailures is no list");
        }
        Set<String> identifiers = new HashSet<>();
        for (JsonNode failure : failures) {
            JsonNode identifier = failure.path("itemIdentifier");
            if (!identifier.isTextual() || !known.contains(identifier.textValue())) {
                return new Malformed("itemIdentifier " + identifier + " is not in the batch");
            }
            identifiers.add(identifier.textValue());
        }
        return new SomeFailed(identifiers);
    }
}
