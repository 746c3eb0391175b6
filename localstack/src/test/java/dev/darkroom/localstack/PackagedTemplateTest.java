package dev.darkroom.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackagedTemplateTest {
    private static final String TEMPLATE = """
            Resources:
              One:
                Properties:
                  CodeUri: a/target/a.zip
              Two:
                Properties:
                  CodeUri: a/target/a.zip
              Three:
                Properties:
                  CodeUri: b/target/b.zip
            """;

    @Test
    void functionsNameTheirZipsInTheBucketAndAZipIsUploadedOnce(@TempDir Path folder) throws IOException {
        Path template = write(folder.resolve("template.yaml"), TEMPLATE);
        Path a = write(folder.resolve("a/target/a.zip"), "hello");
        Path b = write(folder.resolve("b/target/b.zip"), "");

        PackagedTemplate packaged = PackagedTemplate.of(template, "artifacts");

        String keyOfA = "a.zip-2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
        String keyOfB = "b.zip-e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assertThat(packaged.zips())
                .containsExactly(new PackagedTemplate.Zip(a, keyOfA), new PackagedTemplate.Zip(b, keyOfB));
        assertThat(packaged.body())
                .isEqualTo(TEMPLATE.replace("a/target/a.zip", "s3://artifacts/" + keyOfA)
                        .replace("b/target/b.zip", "s3://artifacts/" + keyOfB));
    }

    @Test
    void aZipThatIsNotBuiltIsNamed(@TempDir Path folder) throws IOException {
        Path template = write(folder.resolve("template.yaml"), TEMPLATE);

        assertThatThrownBy(() -> PackagedTemplate.of(template, "artifacts"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a.zip");
    }

    private static Path write(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }
}
