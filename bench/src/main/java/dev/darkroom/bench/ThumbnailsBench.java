package dev.darkroom.bench;

import dev.darkroom.bench.thumbnails.Comparisons;
import dev.darkroom.bench.thumbnails.Sides;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Three baseline JPEGs of quality 80 of each photo, by this engine, by plain Thumbnailator and by sharp: in turn,
/// on one core, in processes that live through the whole run.
public final class ThumbnailsBench implements Bench {
    private static final int FEWEST_PHOTOS = 6;

    private final Path project;
    private final List<Path> given;

    /// Measures the project in this folder, which has been built.
    ///
    /// @param photos JPEGs; none for those of the folder that DARKROOM_PHOTOS names
    public ThumbnailsBench(Path project, List<Path> photos) {
        this.project = project;
        given = List.copyOf(photos);
    }

    @Override
    public String name() {
        return "thumbnails";
    }

    @Override
    public List<Measurement> run(Consumer<String> progress) throws IOException, InterruptedException {
        Path data = Files.createTempDirectory("darkroom-bench-");
        List<Path> photos = photos(data);
        try (Sides sides = Sides.start(project, data, progress)) {
            return new Comparisons(sides, data, progress).over(photos);
        }
    }

    /// What is named, or what cameras took, filled up to six with photos made from seeds.
    private List<Path> photos(Path data) throws IOException {
        List<Path> photos = new ArrayList<>();
        given.forEach(photo -> photos.add(photo.toAbsolutePath()));
        String folder = System.getenv("DARKROOM_PHOTOS");
        if (photos.isEmpty() && folder != null) {
            try (Stream<Path> files = Files.list(Path.of(folder).resolve("camera"))) {
                files.filter(file -> file.toString().endsWith(".jpg")).sorted().forEach(photos::add);
            }
        }
        for (int seed = 0; given.isEmpty() && photos.size() < FEWEST_PHOTOS; seed++) {
            photos.add(Files.write(data.resolve("made-" + seed + ".jpg"), SamplePhoto.jpeg(seed)));
        }
        return photos;
    }
}
