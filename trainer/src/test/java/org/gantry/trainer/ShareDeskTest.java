package org.gantry.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gantry.bus.Topics;
import org.gantry.domain.run.Sharing;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShareDeskTest {
    private static final int PARTITIONS = Topics.TRAININGS.partitions();

    private static List<Integer> places(String search, int trainers) {
        return new Sharing(trainers, 1)
                .shares().stream().map(share -> ShareDesk.place(search, share)).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 6, 8})
    void trainersThatOwnPartitionsInTurnGetOneShareEach(int trainers) {
        for (int i = 0; i < 100; i++) {
            assertThat(places("run" + i + "/search", trainers))
                    .extracting(place -> place % trainers)
                    .doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void trainersThatOwnRangesGetOneShareEach(int trainers) {
        for (int i = 0; i < 100; i++) {
            assertThat(places("run" + i + "/search", trainers))
                    .extracting(place -> place / (PARTITIONS / trainers))
                    .doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 24, 30})
    void aPlaceIsAPartitionHoweverManySharesThereAre(int trainers) {
        assertThat(places("run/search", trainers)).allMatch(place -> place >= 0 && place < PARTITIONS);
    }
}
