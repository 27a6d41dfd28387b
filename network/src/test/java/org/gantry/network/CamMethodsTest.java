package org.gantry.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.answer.CamMethod;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Maps by features and gradients. */
class CamMethodsTest {
    private static final int CELLS = SmallNetworks.MACRO.cells().size();

    private final Batch batch = SmallNetworks.batch(3);
    private final DerivedNetwork network = SmallNetworks.derived(SmallNetworks.MIXED, SmallNetworks.ADAM);

    @BeforeEach
    void learn() {
        network.initialize(SmallNetworks.SEED);
        for (int step = 0; step < 20; step++) { // running statistics, gamma and beta of their own
            assertThat(network.trainStep(batch, 0.01)).isNotNull();
        }
    }

    @AfterEach
    void close() {
        network.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void theGradientAtACellIsHowTheLogitMovesWithItsFeatures(int cell) {
        CamMethod method = CamMethod.parse("grad-cam@" + cell);
        List<float[]> here = network.gradientsAt(method, batch);
        for (int label = 0; label < SmallNetworks.MACRO.classes(); label++) {
            float[] gradient = here.get(1 + label);
            double square = 0;
            for (float g : gradient) {
                square += (double) g * g;
            }
            double step = 1e-3 / Math.sqrt(square);
            double forward = sum(network.logitsFrom(method, moved(here.get(0), gradient, step)), label);
            double back = sum(network.logitsFrom(method, moved(here.get(0), gradient, -step)), label);
            assertThat((forward - back) / (2 * step)).isCloseTo(square, within(0.01 * square));
        }
    }

    private static float[] moved(float[] features, float[] direction, double by) {
        float[] moved = features.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += (float) (by * direction[i]);
        }
        return moved;
    }

    /** Over the batch, as the gradients are of it. */
    private static double sum(float[] logits, int label) {
        double sum = 0;
        for (int i = label; i < logits.length; i += SmallNetworks.MACRO.classes()) {
            sum += logits[i];
        }
        return sum;
    }

    @Test
    void gradCamOfTheLastCellIsThePositivePartOfTheCam() {
        Inference cam = network.infer(batch);
        Inference gradCam = network.explainedBy(CamMethod.parse("grad-cam")).infer(batch);
        for (int i = 0; i < batch.size(); i++) {
            assertThat(gradCam.logits()[i]).containsExactly(cam.logits()[i], within(1e-4f));
            for (int label = 0; label < SmallNetworks.MACRO.classes(); label++) {
                float[] expected = cam.cams()[i].values()[label].clone();
                for (int p = 0; p < expected.length; p++) {
                    expected[p] = Math.max(0, expected[p]) / expected.length;
                }
                assertThat(gradCam.cams()[i].values()[label]).containsExactly(expected, within(1e-5f));
            }
        }
    }

    @Test
    void mapsOfAnEarlierCellAreFinerAndPositive() {
        for (String kind : List.of("grad-cam@1", "layer-cam@1", "layer-cam@0")) {
            CamMethod method = CamMethod.parse(kind);
            Inference.CamCells cells = network.explainedBy(method).infer(batch).cams()[0];
            assertThat(cells.grid())
                    .isEqualTo(SmallNetworks.NETWORK
                            .camGrid(SmallNetworks.GRID, method.cell().orElseThrow())
                            .cells());
            for (float[] ofClass : cells.values()) {
                assertThat(ofClass).hasSize(cells.grid().positions());
                for (float value : ofClass) {
                    assertThat(value).isGreaterThanOrEqualTo(0);
                }
            }
        }
    }

    /** Adebayo et al., NeurIPS 2018: a map that other weights do not change shows the volume, not the network. */
    @ParameterizedTest
    @ValueSource(strings = {"cam", "grad-cam@1", "layer-cam@1", "layer-cam@0"})
    void otherWeightsDestroyTheMap(String text) {
        CamMethod method = CamMethod.parse(text);
        Classifier classifier = network.explainedBy(method);
        Inference learned = classifier.infer(batch);
        double alike = 0;
        int others = 8;
        for (int seed = 0; seed < others; seed++) {
            network.initialize(RandomFunction.of(100 + seed));
            alike += correlation(learned, classifier.infer(batch)) / others;
        }
        assertThat(Math.abs(alike)).isLessThan(0.4);
    }

    /** Of the maps of class 1 of all volumes; 0 where one of them is flat. */
    private static double correlation(Inference a, Inference b) {
        double sum = 0;
        for (int i = 0; i < a.cams().length; i++) {
            sum += correlation(a.cams()[i].values()[1], b.cams()[i].values()[1]) / a.cams().length;
        }
        return sum;
    }

    private static double correlation(float[] a, float[] b) {
        double meanA = mean(a);
        double meanB = mean(b);
        double together = 0;
        double squaresA = 0;
        double squaresB = 0;
        for (int i = 0; i < a.length; i++) {
            together += (a[i] - meanA) * (b[i] - meanB);
            squaresA += (a[i] - meanA) * (a[i] - meanA);
            squaresB += (b[i] - meanB) * (b[i] - meanB);
        }
        return squaresA * squaresB > 0 ? together / Math.sqrt(squaresA * squaresB) : 0;
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    @Test
    void aCellThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> network.explainedBy(CamMethod.parse("grad-cam@7")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has 0 (the stem) to " + CELLS);
    }
}
