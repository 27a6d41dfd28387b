package org.gantry.ingest.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettlingTest {
    private static final Duration START = Duration.ofHours(-1);
    private static final Look SMALL = new Look(1, 100, 7, "");
    private static final Look GROWN = new Look(1, 200, 8, "");

    private final Settling settling = new Settling(Duration.ofSeconds(10));

    private List<String> at(int seconds, Map<String, Look> folder) {
        return settling.observe(folder, START.plusSeconds(seconds));
    }

    @Test
    void anEntryIsCompleteWhenItLookedTheSameForTheSettleTime() {
        assertThat(at(0, Map.of("a", SMALL))).isEmpty();
        assertThat(at(9, Map.of("a", SMALL))).isEmpty();
        assertThat(at(10, Map.of("a", SMALL))).containsExactly("a");
        assertThat(settling.look("a")).hasValue(SMALL);
    }

    @Test
    void anEntryThatGrewIsSeenAnew() {
        assertThat(at(0, Map.of("a", SMALL))).isEmpty();
        assertThat(at(9, Map.of("a", GROWN))).isEmpty();
        assertThat(at(18, Map.of("a", GROWN))).isEmpty();
        assertThat(at(19, Map.of("a", GROWN))).containsExactly("a");
    }

    @Test
    void anEntryThatHoldsNothingOrAnUnfinishedFileIsNeverComplete() {
        Map<String, Look> folder =
                Map.of("empty", new Look(0, 0, 0, ""), "copying", new Look(2, 9, 3, "IM7.dcm.part"), "a", SMALL);
        assertThat(at(0, folder)).isEmpty();
        assertThat(at(1000, folder)).containsExactly("a");
    }

    @Test
    void anEntryThatCouldNotBeTakenIsLeftAloneTwiceAsLongEachTimeUpToAMinute() {
        assertThat(at(0, Map.of("a", SMALL))).isEmpty();
        assertThat(settling.putAside("a", START.plusSeconds(10))).isEqualTo(1);
        assertThat(at(10, Map.of("a", SMALL))).isEmpty();
        assertThat(at(11, Map.of("a", SMALL))).containsExactly("a");
        assertThat(settling.putAside("a", START.plusSeconds(11))).isEqualTo(2);
        assertThat(at(12, Map.of("a", SMALL))).isEmpty();
        assertThat(at(13, Map.of("a", SMALL))).containsExactly("a");
        for (int i = 0; i < 40; i++) {
            assertThat(settling.putAside("a", START.plusSeconds(13))).isEqualTo(3 + i);
        }
        assertThat(at(72, Map.of("a", SMALL))).isEmpty();
        assertThat(at(73, Map.of("a", SMALL))).containsExactly("a");
    }

    @Test
    void anEntryThatWasGoneOrSettledIsAnotherWhenItsNameComesAgain() {
        assertThat(at(0, Map.of("a", SMALL, "b", SMALL))).isEmpty();
        settling.forget("b");
        assertThat(at(5, Map.of("b", SMALL))).isEmpty();
        assertThat(at(10, Map.of("a", SMALL, "b", SMALL))).isEmpty();
        assertThat(at(15, Map.of("a", SMALL, "b", SMALL))).containsExactly("b");
    }
}
