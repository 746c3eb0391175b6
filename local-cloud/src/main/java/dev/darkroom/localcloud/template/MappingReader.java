package dev.darkroom.localcloud.template;

import dev.darkroom.localcloud.mapping.QueueFilter;
import dev.darkroom.localcloud.mapping.StreamFilter;
import dev.darkroom.localcloud.stack.QueueMapping;
import dev.darkroom.localcloud.stack.StreamMapping;
import dev.darkroom.localcloud.stack.StreamMapping.StartingPosition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/// Reads event source mappings, which SAM's function events and `AWS::Lambda::EventSourceMapping` write alike. What
/// Lambda refuses when it makes a mapping is refused here.
/// Sources: <https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-params.html>,
/// <https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html>
final class MappingReader {
    private static final String STREAM_RESOURCE = ":table/";
    private static final String FIFO = ".fifo";

    private MappingReader() {}

    static boolean isStream(String sourceArn) {
        return sourceArn.contains(STREAM_RESOURCE) && sourceArn.contains("/stream/");
    }

    static StreamMapping stream(String id, String sourceArn, Fields fields) {
        refuseDisabled(fields);
        int table = sourceArn.indexOf(STREAM_RESOURCE) + STREAM_RESOURCE.length();
        String tableName = isStream(sourceArn)
                ? sourceArn.substring(table, sourceArn.indexOf("/stream/"))
                : fields.fault("Stream", "is '" + sourceArn + "', not the stream of a table", "");
        OptionalInt retries = fields.integer("MaximumRetryAttempts", -1, 10_000);
        return new StreamMapping(
                id,
                tableName,
                startingPosition(fields),
                fields.integer("BatchSize", 1, 10_000).orElse(100),
                fields.seconds("MaximumBatchingWindowInSeconds", 0, 300, 0),
                fields.integer("ParallelizationFactor", 1, 10).orElse(1),
                retries.isPresent() && retries.getAsInt() == -1 ? OptionalInt.empty() : retries,
                recordAge(fields),
                fields.flag("BisectBatchOnFunctionError"),
                reportsFailures(fields),
                filters(fields, StreamFilter::of),
                fields.nested("DestinationConfig")
                        .flatMap(destinations -> destinations.nested("OnFailure"))
                        .map(MappingReader::destination));
    }

    /// The ARN of a queue or a bucket; AWS takes topics too.
    private static String destination(Fields failure) {
        String arn = failure.requiredText("Destination");
        boolean bucket = arn.contains(":s3:::");
        boolean queue = arn.contains(":sqs:") && !arn.endsWith(FIFO);
        if (!arn.isEmpty() && !bucket && !queue) {
            failure.fault("Destination", "is '" + arn + "', neither a standard queue nor a bucket", arn);
        }
        if (failure.text("Type").isPresent()) {
            String type = failure.choice("Type", "S3", "SQS");
            if ((bucket && type.equals("SQS")) || (queue && type.equals("S3"))) {
                failure.fault("Type", "is " + type + " where Destination is '" + arn + "'", arn);
            }
        }
        return arn;
    }

    static QueueMapping queue(String id, String queueArn, Fields fields) {
        refuseDisabled(fields);
        OptionalInt concurrency = fields.nested("ScalingConfig")
                .map(scaling -> scaling.integer("MaximumConcurrency", 2, 1_000))
                .orElse(OptionalInt.empty());
        boolean fifo = queueArn.endsWith(FIFO);
        int batchSize = fields.integer("BatchSize", 1, fifo ? 10 : 10_000).orElse(10);
        Duration window = fields.seconds("MaximumBatchingWindowInSeconds", 0, 300, 0);
        if (fifo && !window.isZero()) {
            fields.fault("MaximumBatchingWindowInSeconds", "is not for FIFO queues", window);
        }
        if (batchSize > 10 && window.isZero()) {
            fields.fault("BatchSize", "above 10 needs a MaximumBatchingWindowInSeconds of at least 1", batchSize);
        }
        return new QueueMapping(
                id,
                queueArn,
                batchSize,
                window,
                concurrency,
                reportsFailures(fields),
                filters(fields, QueueFilter::of));
    }

    private static void refuseDisabled(Fields fields) {
        if (fields.text("Enabled").filter("false"::equals).isPresent()) {
            fields.fault("Enabled", "is false; every mapping is on here", false);
        }
    }

    private static StartingPosition startingPosition(Fields fields) {
        fields.requiredText("StartingPosition");
        return StartingPosition.valueOf(fields.choice("StartingPosition", "TRIM_HORIZON", "LATEST"));
    }

    private static Optional<Duration> recordAge(Fields fields) {
        OptionalInt seconds = fields.integer("MaximumRecordAgeInSeconds", -1, 604_800);
        if (seconds.isEmpty() || seconds.getAsInt() == -1) {
            return Optional.empty();
        }
        return seconds.getAsInt() < 60
                ? fields.fault("MaximumRecordAgeInSeconds", "is -1, or 60 to 604800", Optional.empty())
                : Optional.of(Duration.ofSeconds(seconds.getAsInt()));
    }

    private static boolean reportsFailures(Fields fields) {
        List<String> types = fields.texts("FunctionResponseTypes");
        if (types.isEmpty()) {
            return false;
        }
        return types.equals(List.of("ReportBatchItemFailures"))
                || fields.fault("FunctionResponseTypes", "knows ReportBatchItemFailures only", false);
    }

    /// @param check refuses patterns that are not understood
    private static List<String> filters(Fields fields, Consumer<List<String>> check) {
        List<String> patterns = new ArrayList<>();
        fields.nested("FilterCriteria").ifPresent(criteria -> {
            for (Fields filter : criteria.list("Filters")) {
                Optional<String> pattern = filter.value("Pattern").flatMap(Json::object);
                if (pattern.isEmpty()) {
                    filter.fault("Pattern", "is no JSON object", "");
                }
                pattern.ifPresent(patterns::add);
            }
        });
        try {
            check.accept(patterns);
        } catch (IllegalArgumentException e) {
            fields.fault("FilterCriteria", "is not understood: " + e.getMessage(), patterns);
        }
        return patterns;
    }
}
