package dev.darkroom.localcloud.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// An `X-Amzn-Trace-Id`: which trace an event belongs to and, as its lineage, how often the event and those it
/// descends from have been through which function. AWS SDKs in a function pass on the one the function got; S3, SQS
/// and SNS hand it on with what they deliver, DynamoDB does not.
/// Sources: Use Lambda recursive loop detection to prevent infinite loops,
/// <https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html>, and Tracing header,
/// <https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader>
///
/// The lineage is `Lineage=HASH:COUNT|HASH:COUNT`, a count for each function. AWS has since put a shorter form into
/// its place that it does not document.
public final class TraceHeader {
    /// How often an event may go through one function before Lambda cuts its lineage.
    public static final int MAX_PASSES = 16;

    private static final String LINEAGE = "Lineage";
    private static final String ROOT = "Root";
    private static final int HASH_BYTES = 4;
    private static final int PARENT_BYTES = 8;
    private static final int UNIQUE_BYTES = 12;

    private final Map<String, String> fields;
    private final Map<String, Integer> passes;

    private TraceHeader(Map<String, String> fields, Map<String, Integer> passes) {
        this.fields = fields;
        this.passes = passes;
    }

    /// What a header says; what is not understood of it is left out.
    public static TraceHeader of(Optional<String> header) {
        var fields = new LinkedHashMap<String, String>();
        for (String field : header.orElse("").split(";", -1)) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.put(
                        field.substring(0, equals).strip(),
                        field.substring(equals + 1).strip());
            }
        }
        var passes = new TreeMap<String, Integer>();
        for (String count :
                Optional.ofNullable(fields.remove(LINEAGE)).orElse("").split("\\|", -1)) {
            if (count.matches("[0-9a-f]{8}:\\d{1,4}")) {
                passes.merge(count.substring(0, 8), Integer.valueOf(count.substring(9)), Math::max);
            }
        }
        return new TraceHeader(fields, passes);
    }

    /// The header of a batch: none of its events' traces, and of their lineages the longest for each function.
    public static TraceHeader ofBatch(Collection<String> headers) {
        var passes = new TreeMap<String, Integer>();
        for (String header : headers) {
            of(Optional.of(header)).passes.forEach((hash, count) -> passes.merge(hash, count, Math::max));
        }
        return new TraceHeader(Map.of(), passes);
    }

    /// Whether the event has been through the function so often that it is not to run again.
    public boolean isLoopOf(String functionName) {
        return passes.getOrDefault(hash(functionName), 0) >= MAX_PASSES;
    }

    /// The same after one more run of the function.
    public TraceHeader through(String functionName) {
        var more = new TreeMap<>(passes);
        more.merge(hash(functionName), 1, Integer::sum);
        return new TraceHeader(fields, more);
    }

    /// The same with a trace of its own where it had none, one and the same for each attempt of a request.
    public TraceHeader rooted(String requestId, Instant now) {
        if (fields.containsKey(ROOT)) {
            return this;
        }
        byte[] digest = sha256(requestId);
        var rooted = new LinkedHashMap<String, String>();
        rooted.put(ROOT, "1-%08x-%s".formatted(now.getEpochSecond(), hex(digest, 0, UNIQUE_BYTES)));
        rooted.put("Parent", hex(digest, UNIQUE_BYTES, UNIQUE_BYTES + PARENT_BYTES));
        rooted.put("Sampled", "0");
        rooted.putAll(fields);
        return new TraceHeader(rooted, passes);
    }

    /// Empty where there is nothing to say.
    public Optional<String> text() {
        return Optional.of(toString()).filter(text -> !text.isEmpty());
    }

    /// As it is sent.
    @Override
    public String toString() {
        var all = new LinkedHashMap<>(fields);
        if (!passes.isEmpty()) {
            all.put(
                    LINEAGE,
                    passes.entrySet().stream()
                            .map(count -> count.getKey() + ":" + count.getValue())
                            .collect(Collectors.joining("|")));
        }
        return all.entrySet().stream()
                .map(field -> field.getKey() + "=" + field.getValue())
                .collect(Collectors.joining(";"));
    }

    private static String hash(String functionName) {
        return hex(sha256(functionName), 0, HASH_BYTES);
    }

    private static String hex(byte[] digest, int from, int to) {
        return HexFormat.of().formatHex(digest, from, to);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
