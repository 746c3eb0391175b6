package dev.darkroom.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.e2e.crash.Judge.Seen;
import dev.darkroom.e2e.crash.Uploads.Put;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static final List<Put> STORED =
            List.of(new Put("good", "alice", true), new Put("junk", "bob", false), new Put("other", "bob", true));
    private static final Map<String, String> STATES = Map.of("good", "READY", "junk", "REJECTED", "other", "READY");
    private static final List<String> FEED = List.of("good", "other");

    @Test
    void whatIsRightIsNotComplainedOf() {
        assertThat(complaints(STATES, FEED)).isEmpty();
    }

    @Test
    void aPhotoThatIsLostHangsOrIsJudgedWronglyIsFound() {
        assertThat(complaints(Map.of("good", "READY", "junk", "REJECTED"), FEED))
                .singleElement()
                .asString()
                .contains("other", "nowhere");
        assertThat(complaints(Map.of("good", "PENDING", "junk", "REJECTED", "other", "READY"), FEED))
                .singleElement()
                .asString()
                .contains("good", "PENDING");
        assertThat(complaints(Map.of("good", "REJECTED", "junk", "READY", "other", "READY"), FEED))
                .hasSize(2);
    }

    @Test
    void aFeedThatLacksOrRepeatsAPhotoOrHasOneThatIsNotItsIsFound() {
        assertThat(complaints(STATES, List.of("good")))
                .singleElement()
                .asString()
                .contains("other", "carol", "0 times");
        assertThat(complaints(STATES, List.of("good", "other", "good")))
                .singleElement()
                .asString()
                .contains("good", "carol", "2 times");
        assertThat(complaints(STATES, List.of("good", "other", "junk")))
                .singleElement()
                .asString()
                .contains("junk", "1 times");
        assertThat(complaints(STATES, List.of("good", "other", "unknown")))
                .singleElement()
                .asString()
                .contains("unknown");
    }

    private static List<String> complaints(Map<String, String> states, List<String> feed) {
        return Judge.complaints(STORED, new Seen(states, Map.of("alice", FEED, "carol", feed)));
    }
}
