package dev.darkroom.localcloud.sns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.localcloud.sns.PublishedMessage.Attribute;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.util.Fields;

/// The form of a query request, and its trace.
/// Source: <https://docs.aws.amazon.com/sns/latest/api/API_Publish.html>
final class Parameters {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_BATCH = 10;
    private static final String ENTRIES = "PublishBatchRequestEntries.member.";

    private final Fields form;
    private final Optional<String> traceHeader;

    Parameters(Fields form, Optional<String> traceHeader) {
        this.form = form;
        this.traceHeader = traceHeader;
    }

    Optional<String> optional(String name) {
        return Optional.ofNullable(form.getValue(name));
    }

    String required(String name) {
        return optional(name).orElseThrow(() -> SnsException.invalid(name));
    }

    /// The prefixes of a batch's entries.
    ///
    /// @throws SnsException where there is none, or more than ten
    List<String> batchEntries() {
        List<String> entries = new ArrayList<>();
        for (int i = 1; form.getValue(ENTRIES + i + ".Id") != null; i++) {
            entries.add(ENTRIES + i + ".");
        }
        if (entries.isEmpty()) {
            throw new SnsException(400, "EmptyBatchRequest", "The batch request doesn't contain any entries.");
        }
        if (entries.size() > MAX_BATCH) {
            throw new SnsException(400, "TooManyEntriesInBatchRequest", "A batch has at most 10 entries.");
        }
        long ids = entries.stream()
                .map(entry -> form.getValue(entry + "Id"))
                .distinct()
                .count();
        if (ids < entries.size()) {
            throw new SnsException(400, "BatchEntryIdsNotDistinct", "Two or more batch entries have the same Id.");
        }
        return entries;
    }

    /// The message whose parameters begin with a prefix.
    ///
    /// @throws SnsException where it is none that SNS takes
    PublishedMessage message(String prefix) {
        String body = required(prefix + "Message");
        if (optional(prefix + "MessageStructure").filter("json"::equals).isPresent()) {
            body = forQueues(body);
        }
        Map<String, Attribute> attributes = attributes(prefix + "MessageAttributes.");
        int bytes = size(body)
                + attributes.entrySet().stream()
                        .mapToInt(entry -> size(entry.getKey())
                                + size(entry.getValue().type())
                                + size(entry.getValue().value()))
                        .sum();
        if (body.isEmpty()) {
            throw SnsException.invalid("Empty message");
        }
        if (bytes > PublishedMessage.MAX_BYTES) {
            throw SnsException.invalid("Message too long");
        }
        return new PublishedMessage(body, optional(prefix + "Subject"), attributes, traceHeader);
    }

    /// A message per protocol, of which queues take theirs or the default.
    private static String forQueues(String body) {
        try {
            JsonNode messages = JSON.readTree(body);
            JsonNode fallback = messages.path("default");
            if (!fallback.isTextual()) {
                throw SnsException.invalid("Message Structure - No default entry in JSON message body");
            }
            return messages.path("sqs").asText(fallback.textValue());
        } catch (JsonProcessingException e) {
            throw SnsException.invalid("Message Structure - JSON message body failed to parse");
        }
    }

    private Map<String, Attribute> attributes(String prefix) {
        // SDKs write "entry", by the service's own description; some clients write "member".
        String list = form.getValue(prefix + "member.1.Name") == null ? prefix + "entry." : prefix + "member.";
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        for (int i = 1; form.getValue(list + i + ".Name") != null; i++) {
            String value = list + i + ".Value.";
            String type = required(value + "DataType");
            String content =
                    type.startsWith("Binary") ? required(value + "BinaryValue") : required(value + "StringValue");
            attributes.put(required(list + i + ".Name"), new Attribute(type, content));
        }
        return attributes;
    }

    private static int size(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
