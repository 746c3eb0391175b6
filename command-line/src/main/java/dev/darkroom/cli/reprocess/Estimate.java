package dev.darkroom.cli.reprocess;

import dev.darkroom.cli.reprocess.Renderer.Recipe;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// How long a backlog takes, and what it costs on AWS: an estimate from what a photo takes, and from the list prices.
/// Logs, traces and what subscribers of the topic do are not in it.
///
/// @param costs in US dollars, by service
public record Estimate(Duration time, Map<String, Double> costs) {
    /// An invocation without its pixels: GET, checksum and PUTs, as docs/thumbnails.md has them.
    static final double MILLIS_PER_PHOTO = 60;
    /// Decoding, scaling and encoding by the default recipe with the native codec, as docs/thumbnails.md has them.
    static final double MILLIS_PER_MEGAPIXEL = 21;

    /// metadata-, feed- and cleanup-function.
    private static final int FURTHER_INVOCATIONS = 3;

    private static final double SECONDS_OF_THE_FURTHER = 0.03;
    private static final double GIGABYTES_OF_THE_FURTHER = 0.5;
    /// The manifest's PUT and the cleanup's LIST.
    private static final int S3_WRITES = 2;
    /// The original, its head and the manifest.
    private static final int S3_READS = 3;
    /// The photo, twice where the first try guesses wrong that it is new, and two journal entries.
    private static final int WRITE_UNITS = 4;
    /// The look just before and metadata-function's; each item is read twice on top, at half a unit for 4 KB.
    private static final int READ_UNITS = 2;

    private static final double ITEMS_PER_READ_UNIT = 8;
    private static final double MEGABYTES_PER_GIGABYTE = 1024;
    private static final double MEGA = 1_000_000;

    public Estimate {
        costs = Map.copyOf(costs);
    }

    /// Works it out.
    ///
    /// @param atOnce how many photos are worked on at a time
    public static Estimate of(Backlog backlog, Recipe recipe, int atOnce) {
        long photos = backlog.photos();
        double seconds = (photos * MILLIS_PER_PHOTO + backlog.pixels() / MEGA * MILLIS_PER_MEGAPIXEL) / 1000;
        double gigabyteSeconds = seconds * recipe.memoryMegabytes() / MEGABYTES_PER_GIGABYTE
                + photos * FURTHER_INVOCATIONS * SECONDS_OF_THE_FURTHER * GIGABYTES_OF_THE_FURTHER;
        double looks = 2 * backlog.looked() / ITEMS_PER_READ_UNIT;
        Map<String, Double> costs = new LinkedHashMap<>();
        costs.put(
                "Lambda",
                gigabyteSeconds * Prices.LAMBDA_GIGABYTE_SECOND
                        + photos * (1 + FURTHER_INVOCATIONS) * Prices.LAMBDA_REQUEST);
        costs.put(
                "S3",
                photos * (recipe.renditions() + S3_WRITES) * Prices.S3_WRITE + photos * S3_READS * Prices.S3_READ);
        costs.put(
                "DynamoDB",
                photos * WRITE_UNITS * Prices.DYNAMODB_WRITE_UNIT
                        + (photos * READ_UNITS + looks) * Prices.DYNAMODB_READ_UNIT);
        costs.put("SNS", photos * Prices.SNS_PUBLISH);
        return new Estimate(Duration.ofMillis(Math.round(seconds * 1000 / atOnce)), costs);
    }

    public double dollars() {
        return costs.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
