package dev.darkroom.bench.thumbnails;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;

/// How much a rendition looks like the whole photo reduced by a Lanczos filter, for two sides at the same file size.
final class EqualSize {
    static final List<Integer> EDGES = List.of(1600, 640, 160);

    private static final int QUALITY = 80;
    private static final int FARTHEST = 12;
    private static final double NEAR_ENOUGH = 0.01;

    private final SideProcess ours;
    private final SideProcess theirs;
    private final Path folder;

    EqualSize(SideProcess ours, SideProcess theirs, Path folder) {
        this.ours = ours;
        this.theirs = theirs;
        this.folder = folder;
    }

    /// @param edge of the rendition
    /// @param difference of the two files' sizes, as a part of ours
    record Comparison(int edge, double ours, double theirs, double difference) {}

    /// One comparison for each edge.
    ///
    /// @param upright the whole photo, in the orientation it is shown in
    List<Comparison> compare(Path photo, BufferedImage upright) throws IOException {
        Luma whole = Luma.of(upright);
        Map<Integer, Made> mine = new HashMap<>();
        Map<Integer, Made> others = new HashMap<>();
        return EDGES.stream()
                .map(edge -> compare(photo, whole, edge, mine, others))
                .toList();
    }

    /// Goes outwards from quality 80 on our side, and for each looks for the nearest size on the other: the first pair
    /// within 1 %, or else the nearest.
    private Comparison compare(Path photo, Luma whole, int edge, Map<Integer, Made> mine, Map<Integer, Made> others) {
        int index = EDGES.indexOf(edge);
        Pair best = new Pair(QUALITY, QUALITY, Double.MAX_VALUE);
        for (int step = 0; step <= FARTHEST && best.difference > NEAR_ENOUGH; step++) {
            int quality = QUALITY + (step % 2 == 0 ? step / 2 : -(step + 1) / 2);
            double size = made(ours, photo, quality, mine).sizes().get(index);
            for (int other = QUALITY - FARTHEST; other <= QUALITY + FARTHEST; other++) {
                double difference =
                        Math.abs(made(theirs, photo, other, others).sizes().get(index) - size) / size;
                best = difference < best.difference ? new Pair(quality, other, difference) : best;
            }
        }
        Luma our = made(ours, photo, best.ours, mine).luma(index);
        Luma their = made(theirs, photo, best.theirs, others).luma(index);
        return new Comparison(edge, similarity(whole, our), similarity(whole, their), best.difference);
    }

    /// Sides may round an edge in different ways, so each is held against a reference of its own size.
    private static double similarity(Luma whole, Luma rendition) {
        return whole.reducedTo(rendition.width(), rendition.height()).similarity(rendition);
    }

    private Made made(SideProcess side, Path photo, int quality, Map<Integer, Made> known) {
        return known.computeIfAbsent(quality, _ -> {
            try {
                Path here = Files.createDirectories(folder.resolve(side.name() + "-" + quality));
                return new Made(here, side.write(photo, quality, here).sizes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private record Pair(int ours, int theirs, double difference) {}

    private record Made(Path folder, List<Integer> sizes) {
        Luma luma(int index) {
            Path file = folder.resolve(EDGES.get(index) + ".jpg");
            try {
                return Luma.of(Objects.requireNonNull(ImageIO.read(file.toFile())));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
