package org.gantry.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.gantry.domain.run.EpochPlan;
import org.gantry.domain.run.EpochPlan.PlannedBatch;
import org.gantry.network.StepResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FiniteTest {
    private static final PlannedBatch BATCH =
            EpochPlan.of(Runs.manifest(), Runs.request(0)).batches().get(1);

    private static StepResult result(double loss) {
        return new StepResult(loss, 0.5, 1, new double[0]);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void aLossThatIsNoNumberNamesJobStepAndScans(double loss) {
        assertThatThrownBy(() -> Finite.check(result(loss), Runs.JOB, 2, List.of(BATCH)))
                .hasMessageContaining("run/full: loss " + loss)
                .hasMessageContaining("epoch 2, step 1")
                .hasMessageContaining("scan3, scan4, scan5")
                .hasMessageContaining("smaller learning rate");
    }

    @Test
    void allScansOfAnAccumulatedStepAreNamed() {
        List<PlannedBatch> all = EpochPlan.of(Runs.manifest(), Runs.request(0)).batches();
        assertThatThrownBy(() -> Finite.check(result(Double.NaN), Runs.JOB, 2, all.subList(0, 2)))
                .hasMessageContaining("step 0")
                .hasMessageContaining("scan0, scan1, scan2, scan3, scan4, scan5");
    }

    @Test
    void aLossThatIsANumberPasses() {
        StepResult result = result(0.7);
        assertThat(Finite.check(result, Runs.JOB, 2, List.of(BATCH))).isSameAs(result);
    }

    @Test
    void meansOfNothingAreZero() {
        assertThat(Means.NONE.loss()).isZero();
        Means means = Means.NONE.and(result(1)).and(result(2));
        assertThat(means.loss()).isEqualTo(1.5);
        assertThat(means.accuracy()).isEqualTo(0.5);
    }
}
