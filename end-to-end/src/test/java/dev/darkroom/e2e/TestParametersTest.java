package dev.darkroom.e2e;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TestParametersTest {
    private static final Pattern DESCRIBED =
            Pattern.compile("(?m)^  (\\w+):\\n(?:    .*\\n)*?    Description: .*The test set has (\\d+)\\.$");

    @Test
    void theTemplateNamesTheSameValues() throws IOException {
        Map<String, String> described = DESCRIBED
                .matcher(Files.readString(Project.TEMPLATE))
                .results()
                .collect(toMap(parameter -> parameter.group(1), parameter -> parameter.group(2)));

        assertThat(described).isEqualTo(TestParameters.VALUES);
    }
}
