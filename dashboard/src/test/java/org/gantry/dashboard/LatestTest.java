package org.gantry.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatestTest {
    private final Latest<Integer> latest = new Latest<>(2);

    @Test
    void theOneNotHeardOfForLongestIsForgotten() {
        latest.put("a", 1);
        latest.put("b", 2);
        latest.put("a", 3);
        latest.put("c", 4);

        assertThat(latest.newestFirst()).containsExactly(4, 3);
        assertThat(latest.oldestFirst()).containsExactly(3, 4);
        assertThat(latest.get("b")).isEmpty();
    }

    @Test
    void theTotalCountsKeysNotValuesAndTheForgottenToo() {
        latest.put("a", 1);
        latest.put("a", 2);
        latest.put("b", 3);
        latest.put("c", 4);

        assertThat(latest.total()).isEqualTo(3);
    }
}
