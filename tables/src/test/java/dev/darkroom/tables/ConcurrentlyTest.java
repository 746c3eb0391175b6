package dev.darkroom.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ConcurrentlyTest {
    private static final List<Integer> PIECES = IntStream.range(0, 12).boxed().toList();

    @Test
    void piecesAreWorkedOnAtOnceAndAnsweredInOrder() {
        var together = new CyclicBarrier(PIECES.size());

        assertThat(Concurrently.map(PIECES, piece -> {
                    meet(together);
                    return -piece;
                }))
                .containsExactlyElementsOf(PIECES.stream().map(piece -> -piece).toList());
    }

    @Test
    void noMoreAreWorkedOnAtOnceThanAllowed() {
        var together = new CyclicBarrier(3);
        var working = new AtomicInteger();

        List<Integer> seen = Concurrently.map(PIECES, 3, _ -> {
            int now = working.incrementAndGet();
            meet(together);
            working.decrementAndGet();
            return now;
        });

        assertThat(seen).hasSize(PIECES.size()).allMatch(now -> now <= 3);
    }

    @Test
    void aFailureIsThrownAsItIsWhenTheOthersAreDone() {
        Set<Integer> done = ConcurrentHashMap.newKeySet();

        assertThatThrownBy(() -> Concurrently.map(PIECES, 2, piece -> {
                    if (piece == 3) {
                        throw new UnsupportedOperationException("three");
                    }
                    return done.add(piece);
                }))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("three");
        assertThat(done).hasSize(PIECES.size() - 1);
    }

    private static void meet(CyclicBarrier together) {
        try {
            together.await(30, TimeUnit.SECONDS);
        } catch (Exception alone) {
            throw new AssertionError("nobody else came", alone);
        }
    }
}
