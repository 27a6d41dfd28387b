package org.gantry.bus.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gantry.bus.Topics;
import org.gantry.domain.Codec;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.run.ArchitectureMeasured;
import org.gantry.domain.run.Draw;
import org.gantry.domain.run.Phase;
import org.gantry.domain.run.RunEvent;
import org.gantry.domain.run.RunEvent.Concern;
import org.gantry.domain.run.RunEvent.Stage;
import org.gantry.domain.run.RunEvent.Warned;
import org.gantry.domain.run.StepTaken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a search says of its steps, its architectures and its health comes back from its bytes as it was. */
class SearchCodecsTest {
    private static <V> V through(Codec<V> codec, V value) {
        return codec.decode(codec.encode(value));
    }

    @Test
    void aMeasurementComesWithItsLatency() {
        StepTaken step = new StepTaken(
                "r/search", 3, 9, Phase.MEASURE, 0, Genotype.of(7, 0, 3), 0.7, 0.75, 0, new double[0], 12.5);
        assertThat(through(SearchCodecs.STEP, step)).usingRecursiveComparison().isEqualTo(step);
        ArchitectureMeasured measured =
                new ArchitectureMeasured("r/search", 3, Genotype.of(7, 0, 3), 0.75, 0.7, 5_000_000_000L, 7, 12.5);
        assertThat(through(SearchCodecs.ARCHITECTURE, measured)).isEqualTo(measured);
    }

    @Test
    void oneOfSeveralDrawsAndItsStepKeepTheirPlaceAndTheOnlyOneTakesNoByteForIt() {
        Draw draw = new Draw("r/search", 1, 2, Phase.ALPHA, 3, Genotype.of(7, 0), List.of(new double[8]), 2);
        assertThat(through(SearchCodecs.DRAW, draw)).usingRecursiveComparison().isEqualTo(draw);
        Draw only = new Draw("r/search", 1, 2, Phase.ALPHA, Genotype.of(7, 0), List.of(new double[8]), 2);
        assertThat(SearchCodecs.DRAW.encode(only)).hasSize(SearchCodecs.DRAW.encode(draw).length - 2);
        StepTaken step =
                new StepTaken("r/search", 1, 2, Phase.ALPHA, 3, Genotype.of(7, 0), 0.7, 0.5, 0, new double[0], 0);
        assertThat(through(SearchCodecs.STEP, step)).usingRecursiveComparison().isEqualTo(step);
    }

    @ParameterizedTest
    @EnumSource
    void aWarningComesBackAndStandsBesideTheStatusNotInItsPlace(Concern concern) {
        RunEvent warned = new Warned("r", concern, 4, "alpha decided early");
        assertThat(through(RunCodecs.RUN, warned)).isEqualTo(warned);
        assertThat(Topics.RUNS.key().of(warned)).isEqualTo("r/warning/" + concern);
        assertThat(Topics.RUNS.key().of(new RunEvent.Status("r", Stage.SEARCHING, "")))
                .isEqualTo("r/status");
    }
}
