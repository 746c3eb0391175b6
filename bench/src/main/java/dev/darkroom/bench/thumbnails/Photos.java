package dev.darkroom.bench.thumbnails;

import dev.darkroom.bench.SamplePhoto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import net.coobird.thumbnailator.Thumbnails;

/// What the sides are compared over: photos that cameras took, filled up until there are enough of the goals' size.
/// Those filled up say in their names how they were made.
public final class Photos {
    /// The goals are about photos of 8 to 12 megapixels, as cameras round them.
    private static final double FEWEST_MEGAPIXELS = 7.5;

    private static final double MOST_MEGAPIXELS = 12.5;
    private static final double MADE_MEGAPIXELS = 10;
    private static final double MADE_QUALITY = 0.92;
    private static final int ENOUGH = 6;

    private Photos() {}

    /// Whether the goals are about photos of this size.
    static boolean countForGoals(double megapixels) {
        return megapixels >= FEWEST_MEGAPIXELS && megapixels <= MOST_MEGAPIXELS;
    }

    /// The JPEGs of a folder, or none. Where fewer than six have the goals' size, those of other sizes are brought to
    /// it
    /// beside, and photos made from seeds follow.
    ///
    /// @param data where what is made is written
    public static List<Path> of(List<Path> taken, Path data) throws IOException {
        List<Path> photos = new ArrayList<>(taken);
        int counted = 0;
        for (Path photo : taken) {
            counted += countForGoals(megapixels(photo)) ? 1 : 0;
        }
        for (Path photo : taken) {
            double megapixels = megapixels(photo);
            if (counted < ENOUGH && !countForGoals(megapixels)) {
                Path made = data.resolve("scaled-" + photo.getFileName());
                Thumbnails.of(photo.toFile())
                        .scale(Math.sqrt(MADE_MEGAPIXELS / megapixels))
                        .outputQuality(MADE_QUALITY)
                        .toFile(made.toFile());
                photos.add(made);
                counted++;
            }
        }
        for (int seed = 0; counted < ENOUGH; seed++) {
            photos.add(Files.write(data.resolve("made-" + seed + ".jpg"), SamplePhoto.jpeg(seed)));
            counted++;
        }
        return photos;
    }

    /// The JPEGs that cameras took, in the folder that `DARKROOM_PHOTOS` names, if it does.
    public static List<Path> taken() throws IOException {
        String folder = System.getenv("DARKROOM_PHOTOS");
        if (folder == null) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(Path.of(folder).resolve("camera"))) {
            return files.filter(file -> file.toString().endsWith(".jpg"))
                    .sorted()
                    .toList();
        }
    }

    private static double megapixels(Path photo) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        try (ImageInputStream input = ImageIO.createImageInputStream(photo.toFile())) {
            reader.setInput(input);
            return reader.getWidth(0) * (double) reader.getHeight(0) / 1e6;
        } finally {
            reader.dispose();
        }
    }
}
