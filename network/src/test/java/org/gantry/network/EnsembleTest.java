package org.gantry.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.gantry.domain.answer.Cam;
import org.gantry.domain.answer.CamMethod;
import org.gantry.domain.answer.Disagreement;
import org.gantry.domain.answer.Temperature;
import org.gantry.domain.network.CamGrid;
import org.gantry.domain.network.CovidNet3d;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.network.MacroArchitecture;
import org.gantry.domain.network.MacroArchitecture.Cell;
import org.gantry.domain.network.Stride;
import org.junit.jupiter.api.Test;

/** Networks together say what the mean of them says. */
class EnsembleTest {
    private static final CovidNet3d OTHER = new CovidNet3d(SmallNetworks.MACRO, Genotype.of(3, 1, 0, 7));

    /** Its maps have fewer cells. */
    private static final CovidNet3d COARSE = new CovidNet3d(
            new MacroArchitecture(
                    8,
                    new Stride(1, 2, 2),
                    List.of(new Cell(8, 1, Stride.all(2)), new Cell(12, 1, Stride.all(2))),
                    1,
                    2),
            Genotype.of(0, 1));

    private static Inference infer(Bundle bundle) {
        try (Ensemble ensemble = EnsembleBundles.open(bundle)) {
            return ensemble.infer(SmallNetworks.batch(1));
        }
    }

    private static Inference alone(ModelBundle bundle) {
        try (DerivedNetwork network = DerivedNetwork.of(bundle, SmallNetworks.BATCH_SIZE, Device.DEFAULT)) {
            return network.infer(SmallNetworks.batch(1));
        }
    }

    @Test
    void anAnswerIsTheMeanOfTheCalibratedAnswersAndOfTheMaps() {
        ModelBundle one = EnsembleBundles.network(SmallNetworks.NETWORK, 1, 2);
        ModelBundle other = EnsembleBundles.network(OTHER, 2, 0.25);
        Inference together = infer(EnsembleBundles.ensemble(one, other));
        Inference first = alone(one);
        Inference second = alone(other);
        for (int i = 0; i < SmallNetworks.BATCH_SIZE; i++) {
            float[] p = new Temperature(2).probabilities(first.logits()[i]);
            float[] q = new Temperature(0.25).probabilities(second.logits()[i]);
            float mean = (p[1] + q[1]) / 2;
            assertThat(together.probabilities()[i]).containsExactly(new float[] {1 - mean, mean}, within(1e-6f));
            assertThat(p[1]).as("they say other things").isNotCloseTo(q[1], within(1e-3f));
            assertThat(together.disagreements()[i]).isPositive().isEqualTo(Disagreement.of(new float[][] {p, q}));
            assertThat(Temperature.ONE.probabilities(together.logits()[i]))
                    .containsExactly(together.probabilities()[i], within(1e-6f));
            float[] map = together.cams()[i].values()[1];
            for (int cell = 0; cell < map.length; cell++) {
                assertThat(map[cell])
                        .isCloseTo(
                                (first.cams()[i].values()[1][cell]
                                                + second.cams()[i].values()[1][cell])
                                        / 2,
                                within(1e-6f));
            }
        }
    }

    @Test
    void anEnsembleOfOneAnswersExactlyAsItsMember() {
        ModelBundle one = EnsembleBundles.network(SmallNetworks.NETWORK, 1, 1.7);
        Inference alone = alone(one);
        for (Bundle bundle : List.of(one, EnsembleBundles.ensemble(one))) {
            Inference answer = infer(bundle);
            for (int i = 0; i < SmallNetworks.BATCH_SIZE; i++) {
                assertThat(answer.probabilities()[i])
                        .containsExactly(new Temperature(1.7).probabilities(alone.logits()[i]));
                assertThat(answer.cams()[i].values()).isDeepEqualTo(alone.cams()[i].values());
                assertThat(answer.disagreements()[i]).isZero();
            }
        }
    }

    @Test
    void mapsOfOtherCellsAreBroughtToThoseOfTheFirst() {
        ModelBundle fine = EnsembleBundles.network(SmallNetworks.NETWORK, 1, 1);
        ModelBundle coarse = EnsembleBundles.network(COARSE, 2, 1);
        CamGrid first = SmallNetworks.NETWORK.camGrid(SmallNetworks.GRID);
        CamGrid second = COARSE.camGrid(SmallNetworks.GRID);
        assertThat(second.cells()).isNotEqualTo(first.cells());
        Inference together = infer(EnsembleBundles.ensemble(fine, coarse));
        float[][] there = new Cam.Cells(
                        CamMethod.CAM, second, alone(coarse).cams()[0].values())
                .at(first)
                .values();
        float[][] here = alone(fine).cams()[0].values();
        assertThat(together.cams()[0].grid()).isEqualTo(first.cells());
        for (int cell = 0; cell < first.cells().positions(); cell++) {
            assertThat(together.cams()[0].values()[0][cell])
                    .isCloseTo((here[0][cell] + there[0][cell]) / 2, within(1e-6f));
        }
    }

    @Test
    void whereOneCannotBeBuiltTheOthersAreClosed() {
        ModelBundle one = EnsembleBundles.network(SmallNetworks.NETWORK, 1, 1);
        ModelBundle other = EnsembleBundles.network(OTHER, 2, 1);
        boolean[] closed = new boolean[1];
        assertThat(catchThrowable(() -> Ensemble.of(EnsembleBundles.ensemble(one, other), CamMethod.CAM, network -> {
                    if (network.architecture().equals(OTHER)) {
                        throw new IllegalArgumentException("no memory");
                    }
                    return closing(closed);
                })))
                .hasMessage("no memory");
        assertThat(closed[0]).isTrue();
    }

    private static Classifier closing(boolean[] closed) {
        return new Classifier() {
            @Override
            public Inference infer(Batch batch) {
                throw new UnsupportedOperationException("it is never asked");
            }

            @Override
            public void close() {
                closed[0] = true;
            }
        };
    }
}
