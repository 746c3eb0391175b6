package dev.darkroom.localcloud.backend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.localcloud.stack.QueueResource;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// A stack's queues in ElasticMQ's terms.
final class Queues {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(10);
    /// What ElasticMQ lets be changed; it refuses or ignores the rest.
    private static final Set<String> CONFIGURABLE =
            Set.of("VisibilityTimeout", "DelaySeconds", "ReceiveMessageWaitTimeSeconds", "RedrivePolicy");

    private static final List<QueueAttributeName> COUNTS = List.of(
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);

    private Queues() {}

    /// Queues that are missing, to be created at start: ElasticMQ restores the others by itself, at its own time, and
    /// would take a queue created meanwhile for an error.
    static Map<String, Object> asConfiguration(List<QueueResource> queues) {
        return queues.stream().collect(Collectors.toMap(queue -> '"' + queue.name() + '"', Queues::settings));
    }

    private static Map<String, Object> settings(QueueResource queue) {
        var settings = new HashMap<String, Object>();
        var attributes = queue.attributes();
        copySeconds(attributes, "VisibilityTimeout", settings, "defaultVisibilityTimeout");
        copySeconds(attributes, "DelaySeconds", settings, "delay");
        copySeconds(attributes, "ReceiveMessageWaitTimeSeconds", settings, "receiveMessageWait");
        settings.put("fifo", Boolean.parseBoolean(attributes.get("FifoQueue")));
        settings.put("contentBasedDeduplication", Boolean.parseBoolean(attributes.get("ContentBasedDeduplication")));
        String redrive = attributes.get("RedrivePolicy");
        if (redrive != null) {
            JsonNode policy = parse(redrive);
            settings.put(
                    "deadLettersQueue",
                    Map.of(
                            "name",
                            deadLetterQueue(policy),
                            "maxReceiveCount",
                            policy.path("maxReceiveCount").asInt()));
        }
        return settings;
    }

    /// The names of dead-letter queues, by that of the queue whose messages they get.
    static Map<String, String> deadLetterQueues(List<QueueResource> queues) {
        var names = new HashMap<String, String>();
        for (QueueResource queue : queues) {
            String redrive = queue.attributes().get("RedrivePolicy");
            if (redrive != null) {
                names.put(queue.name(), deadLetterQueue(parse(redrive)));
            }
        }
        return names;
    }

    private static String deadLetterQueue(JsonNode redrivePolicy) {
        String arn = redrivePolicy.path("deadLetterTargetArn").asText();
        return arn.substring(arn.lastIndexOf(':') + 1);
    }

    private static void copySeconds(
            Map<String, String> attributes, String attribute, Map<String, Object> settings, String setting) {
        String seconds = attributes.get(attribute);
        if (seconds != null) {
            settings.put(setting, seconds + " seconds");
        }
    }

    /// Waits until every queue is there with its messages, then changes what an older template had said of it.
    ///
    /// @param stored messages by queue, as they are on disk
    static void awaitAndConfigure(SqsClient client, List<QueueResource> queues, Map<String, Integer> stored) {
        Set<String> expected = queues.stream().map(QueueResource::name).collect(Collectors.toSet());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Map<String, String> urls = urls(client);
        while (!urls.keySet().containsAll(expected)) {
            pause(deadline, "its queues");
            urls = urls(client);
        }
        for (QueueResource queue : queues) {
            String url = Objects.requireNonNull(urls.get(queue.name()));
            Map<QueueAttributeName, String> present = attributes(client, url);
            while (messages(present) < stored.getOrDefault(queue.name(), 0)) {
                pause(deadline, "the messages of " + queue.name());
                present = attributes(client, url);
            }
            configure(client, url, queue, present);
        }
    }

    private static Map<QueueAttributeName, String> attributes(SqsClient client, String url) {
        return client.getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributes();
    }

    private static int messages(Map<QueueAttributeName, String> attributes) {
        return COUNTS.stream()
                .mapToInt(count -> Integer.parseInt(attributes.getOrDefault(count, "0")))
                .sum();
    }

    private static Map<String, String> urls(SqsClient client) {
        return client.listQueuesPaginator().queueUrls().stream()
                .collect(Collectors.toMap(url -> url.substring(url.lastIndexOf('/') + 1), url -> url));
    }

    private static void configure(
            SqsClient client, String url, QueueResource queue, Map<QueueAttributeName, String> present) {
        Map<String, String> changed = queue.attributes().entrySet().stream()
                .filter(entry -> CONFIGURABLE.contains(entry.getKey()))
                .filter(entry -> !isSame(entry.getValue(), present.get(QueueAttributeName.fromValue(entry.getKey()))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        if (!changed.isEmpty()) {
            client.setQueueAttributes(request -> request.queueUrl(url).attributesWithStrings(changed));
        }
    }

    private static boolean isSame(String wanted, @Nullable String present) {
        if (present == null || !wanted.startsWith("{")) {
            return wanted.equals(present);
        }
        JsonNode one = parse(wanted);
        JsonNode other = parse(present);
        return one.path("deadLetterTargetArn")
                        .asText()
                        .equals(other.path("deadLetterTargetArn").asText())
                && one.path("maxReceiveCount").asInt()
                        == other.path("maxReceiveCount").asInt();
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a redrive policy is JSON, not " + json, e);
        }
    }

    private static void pause(long deadline, String what) {
        if (System.nanoTime() > deadline) {
            throw new IllegalStateException("ElasticMQ did not restore " + what + " within " + PATIENCE);
        }
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while ElasticMQ restores " + what, e);
        }
    }
}
