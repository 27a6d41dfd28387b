package org.gantry.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gantry.domain.run.ArchitectureMeasured;
import org.junit.jupiter.api.Test;

class LeaderboardTest {
    private final Leaderboard board = new Leaderboard(2);

    @Test
    void theBestIsFirstAndTheWorstIsDropped() {
        board.add(Facts.architecture("r1", 0, 0.8));
        board.add(Facts.architecture("r1", 1, 0.6));
        board.add(Facts.architecture("r1", 2, 0.9));

        assertThat(board.bestFirst()).extracting(ArchitectureMeasured::epoch).isEqualTo(List.of(2, 0));
        assertThat(board.measured()).isEqualTo(3);
    }

    @Test
    void ofEqualsTheEarlierIsBetter() {
        board.add(Facts.architecture("r1", 0, 0.8));
        board.add(Facts.architecture("r1", 1, 0.8));

        assertThat(board.best()).map(ArchitectureMeasured::epoch).contains(0);
    }

    @Test
    void anEpochThatComesAgainCountsOnce() {
        board.add(Facts.architecture("r1", 0, 0.8));
        board.add(Facts.architecture("r1", 0, 0.8));

        assertThat(board.bestFirst()).hasSize(1);
        assertThat(board.measured()).isEqualTo(1);
    }
}
