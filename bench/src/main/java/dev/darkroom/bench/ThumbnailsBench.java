package dev.darkroom.bench;

import dev.darkroom.bench.thumbnails.Comparisons;
import dev.darkroom.bench.thumbnails.Photos;
import dev.darkroom.bench.thumbnails.Sides;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// Three baseline JPEGs of quality 80 of each photo, by this engine, by plain Thumbnailator and by sharp: in turn,
/// on one core, in processes that live through the whole run.
public final class ThumbnailsBench implements Bench {
    private final Path project;
    private final List<Path> given;

    /// Measures the project in this folder, which has been built.
    ///
    /// @param photos JPEGs; none for those of the folder that DARKROOM_PHOTOS names, filled up to six
    public ThumbnailsBench(Path project, List<Path> photos) {
        this.project = project;
        given = photos.stream().map(Path::toAbsolutePath).toList();
    }

    @Override
    public String name() {
        return "thumbnails";
    }

    @Override
    public List<Measurement> run(Consumer<String> progress) throws IOException, InterruptedException {
        Path data = Files.createTempDirectory("darkroom-bench-");
        List<Path> photos = given.isEmpty() ? Photos.of(Photos.taken(), data) : given;
        try (Sides sides = Sides.start(project, data, progress)) {
            return new Comparisons(sides, data, progress).over(photos);
        }
    }
}
