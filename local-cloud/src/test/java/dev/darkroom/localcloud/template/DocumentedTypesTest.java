package dev.darkroom.localcloud.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DocumentedTypesTest {
    @Test
    void theDocumentListsExactlyTheTypesThatAreKnown() throws IOException {
        String document = Files.readString(Path.of("../docs/local-cloud.md"));
        Set<String> documented = Pattern.compile("`(AWS::\\w+::\\w+)`")
                .matcher(document)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(String.join(", ", documented)).isEqualTo(ResourceTypes.known());
    }
}
