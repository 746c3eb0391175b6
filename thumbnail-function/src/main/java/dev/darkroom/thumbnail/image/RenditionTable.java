package dev.darkroom.thumbnail.image;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Which renditions are made of every photo, as text: lines `name edge shape format quality`, separated by commas,
/// such as `large 1600 fit progressive-jpeg 80, small 320 square webp 75`. A name may stand with each format once.
///
/// @param specs at least one, from the largest edge to the smallest
public record RenditionTable(List<RenditionSpec> specs) {
    static final int MAX_RENDITIONS = 10;
    static final int MAX_EDGE_PIXELS = 4096;

    private static final Pattern LINE =
            Pattern.compile("([a-z][a-z0-9-]{0,30}) +(\\d{1,5}) +(fit|square) +([a-z-]+) +(\\d{1,3})");

    public RenditionTable {
        specs = specs.stream()
                .sorted(Comparator.comparingInt(RenditionSpec::edgePixels).reversed())
                .toList();
        if (specs.isEmpty() || specs.size() > MAX_RENDITIONS) {
            throw new IllegalArgumentException("a rendition table has 1 to " + MAX_RENDITIONS + " lines");
        }
        Set<String> keys = new HashSet<>();
        for (RenditionSpec spec : specs) {
            check(spec, spec.edgePixels() >= 1 && spec.edgePixels() <= MAX_EDGE_PIXELS, "an edge of 1 to 4096 pixels");
            check(spec, spec.quality() >= 1 && spec.quality() <= 100, "a quality of 1 to 100");
            check(spec, keys.add(spec.name() + "." + spec.format().extension()), "another name or format");
        }
    }

    /// Reads a table.
    ///
    /// @throws IllegalArgumentException where the text is none; it names the line and what it should have
    public static RenditionTable parse(String text) {
        List<RenditionSpec> specs = new ArrayList<>();
        for (String line : text.strip().split("\\s*,\\s*", -1)) {
            Matcher parts = LINE.matcher(line);
            if (!parts.matches()) {
                throw new IllegalArgumentException("rendition \"" + line
                        + "\" is not `name edge fit|square format quality`, such as `large 1600 fit jpeg 80`");
            }
            RenditionFormat format = RenditionFormat.of(parts.group(4))
                    .orElseThrow(() -> new IllegalArgumentException(
                            "rendition \"" + line + "\" needs a format of jpeg, progressive-jpeg, webp"));
            RenditionSpec.Shape shape =
                    parts.group(3).equals("fit") ? RenditionSpec.Shape.FIT : RenditionSpec.Shape.SQUARE;
            specs.add(new RenditionSpec(
                    parts.group(1), Integer.parseInt(parts.group(2)), shape, format, Integer.parseInt(parts.group(5))));
        }
        return new RenditionTable(specs);
    }

    /// The same renditions give the same text.
    @Override
    public String toString() {
        return specs.stream().map(RenditionSpec::toString).collect(Collectors.joining(", "));
    }

    private static void check(RenditionSpec spec, boolean fits, String needed) {
        if (!fits) {
            throw new IllegalArgumentException("rendition \"" + spec + "\" needs " + needed);
        }
    }
}
