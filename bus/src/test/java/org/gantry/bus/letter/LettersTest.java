package org.gantry.bus.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.gantry.bus.DeadLetter;
import org.gantry.bus.LetterHead;
import org.gantry.bus.LetterPlace;
import org.gantry.bus.Settlement;
import org.gantry.bus.Settlement.Verdict;
import org.junit.jupiter.api.Test;

class LettersTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private static LetterPlace place(long offset) {
        return new LetterPlace("slices.v1", 0, offset);
    }

    private static DeadLetter letter(long offset, Duration after, String reason) {
        return new DeadLetter(
                new LetterHead(
                        place(offset), NOON.plus(after), 3, 17, "lung-a", reason, "rejected by samplers", 1, Map.of()),
                new byte[1]);
    }

    private static Settlement settlement(long offset) {
        return new Settlement(place(offset), Verdict.DROPPED, "the test", NOON, "id");
    }

    @Test
    void aPlaceIsReadAsItIsWritten() {
        assertThat(LetterPlace.parse("slices.v1/0/17")).isEqualTo(place(17)).hasToString("slices.v1/0/17");
        assertThat(place(9)).isLessThan(place(17));
        for (String wrong : List.of("slices.v1", "slices.v1/0", "slices.v1/0/x", "slices.v1/0/-1", "/0/1", "a/0/1/2")) {
            assertThatThrownBy(() -> LetterPlace.parse(wrong))
                    .hasMessageContaining("'" + wrong + "' is no place of a dead letter: write TOPIC/PARTITION/OFFSET");
        }
    }

    @Test
    void lettersOfOneKindDifferInKeysIdsAndNumbersOnly() {
        LetterHead head = letter(0, Duration.ZERO, "slice 5 of scan lung-a came before: 512x512, 0.5")
                .head();
        assertThat(LetterClass.of(head))
                .isEqualTo(new LetterClass("slices.v1", "rejected by samplers", "slice # of scan # came before: #"));
        LetterHead other = letter(1, Duration.ZERO, "slice 61 of scan scan-3 came before: 9, 8, 7, ...")
                .head();
        assertThat(LetterClass.of(other)).isEqualTo(LetterClass.of(head));
        LetterHead different =
                letter(2, Duration.ZERO, "slice 61 of scan scan-3 came late: 9").head();
        assertThat(LetterClass.of(different)).isNotEqualTo(LetterClass.of(head));
    }

    @Test
    void aReasonThatRepeatsWithinAnHourIsAnAlertUntilItIsSettled() {
        LetterBook book = new LetterBook(100);
        for (int n = 0; n < 9; n++) {
            book.on(letter(n, Duration.ofMinutes(20L * n), "slice " + n + " is odd"));
        }
        book.on(letter(9, Duration.ofMinutes(1), "something else"));
        assertThat(LetterAlert.of(book.open(), 5)).isEmpty();
        assertThat(LetterAlert.of(book.open(), 4)).singleElement().satisfies(alert -> {
            assertThat(alert.open()).isEqualTo(9);
            assertThat(alert.within()).isEqualTo(4);
            assertThat(alert.last()).isEqualTo(NOON.plus(Duration.ofMinutes(160)));
            assertThat(alert.text())
                    .startsWith("9 open dead letters of slices.v1: slice # is odd (rejected by samplers), 4 of them");
        });
        for (int n = 0; n < 9; n += 2) {
            book.on(settlement(n));
        }
        assertThat(LetterAlert.of(book.open(), 4)).isEmpty();
        assertThat(book.totals())
                .containsOnly(
                        Map.entry(new LetterClass("slices.v1", "rejected by samplers", "slice # is odd"), 4L),
                        Map.entry(new LetterClass("slices.v1", "rejected by samplers", "something else"), 1L));
    }

    @Test
    void theFirstSettlementCountsAndOneOfNoLetterDoesNot() {
        LetterBook book = new LetterBook(100);
        book.on(letter(0, Duration.ZERO, "odd"));
        book.on(settlement(1));
        book.on(settlement(0));
        book.on(new Settlement(place(0), Verdict.REPLAYED, "late", NOON, "other"));
        assertThat(book.openCount()).isZero();
        assertThat(book.all()).extracting(LetterState::word).containsExactly("DROPPED");
        assertThat(book.state(place(0)).orElseThrow().open()).isFalse();
        assertThat(book.state(place(1))).isEmpty();
    }

    @Test
    void beyondItsLimitTheOldestLettersAreForgottenAndStillCounted() {
        LetterBook book = new LetterBook(2);
        for (int n = 0; n < 5; n++) {
            book.on(letter(n, Duration.ZERO, "odd"));
        }
        assertThat(book.openCount()).isEqualTo(5);
        assertThat(book.all()).extracting(state -> state.head().place()).containsExactly(place(3), place(4));
        book.on(settlement(0));
        book.on(settlement(4));
        assertThat(book.openCount()).isEqualTo(3);
        assertThat(book.state(place(4)).orElseThrow().word()).isEqualTo("DROPPED");
    }
}
