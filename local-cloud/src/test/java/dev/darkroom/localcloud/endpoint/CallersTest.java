package dev.darkroom.localcloud.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallersTest {
    @TempDir
    private Path data;

    @Test
    void credentialsAreKeptAndNewFunctionsGetTheirOwn() {
        Path file = data.resolve("callers");
        Caller root = Callers.open(file, List.of("one")).byName(Callers.ROOT);
        Callers later = Callers.open(file, List.of("one", "two"));
        assertThat(later.byName(Callers.ROOT)).isEqualTo(root);
        assertThat(later.byAccessKey(later.byName("two").accessKeyId())).contains(later.byName("two"));
        assertThat(later.byName("one").secretAccessKey())
                .isNotEqualTo(later.byName("two").secretAccessKey());
    }

    @Test
    void aFunctionThatLeftTheTemplateMayCallNoMore() {
        Path file = data.resolve("callers");
        Caller gone = Callers.open(file, List.of("gone")).byName("gone");
        Callers later = Callers.open(file, List.of());
        assertThat(later.byAccessKey(gone.accessKeyId())).isEmpty();
        assertThatThrownBy(() -> later.byName("gone")).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void aCallerDoesNotPrintItsSecret() {
        Caller root = Callers.open(data.resolve("callers"), List.of()).byName(Callers.ROOT);
        assertThat(root.toString()).contains(root.accessKeyId()).doesNotContain(root.secretAccessKey());
    }
}
