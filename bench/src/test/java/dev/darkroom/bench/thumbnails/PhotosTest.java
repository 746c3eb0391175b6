package dev.darkroom.bench.thumbnails;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhotosTest {
    @TempDir
    private Path folder;

    @Test
    void photosOfOtherSizesAreBroughtToTheGoalsAndMadeOnesFillUp() throws IOException {
        Path small = folder.resolve("small.jpg");
        ImageIO.write(new BufferedImage(300, 200, BufferedImage.TYPE_BYTE_GRAY), "jpg", small.toFile());
        List<Path> taken = new ArrayList<>(List.of(small));
        for (int i = 0; i < 4; i++) {
            taken.add(folder.resolve("right-" + i + ".jpg"));
            ImageIO.write(
                    new BufferedImage(3200, 2500, BufferedImage.TYPE_BYTE_GRAY),
                    "jpg",
                    taken.getLast().toFile());
        }

        List<Path> photos = Photos.of(taken, folder);

        assertThat(photos.subList(0, 5)).isEqualTo(taken);
        assertThat(photos.subList(5, photos.size()).stream()
                        .map(photo -> photo.getFileName().toString()))
                .containsExactly("scaled-small.jpg", "made-0.jpg");
        BufferedImage scaled = ImageIO.read(folder.resolve("scaled-small.jpg").toFile());
        assertThat(Photos.countForGoals(scaled.getWidth() * (double) scaled.getHeight() / 1e6))
                .isTrue();
    }
}
