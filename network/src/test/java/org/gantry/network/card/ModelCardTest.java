package org.gantry.network.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.gantry.domain.Provenance;
import org.gantry.domain.answer.InputDistribution;
import org.gantry.domain.answer.Metrics;
import org.gantry.domain.answer.Temperature;
import org.gantry.domain.answer.VolumeFeatures;
import org.gantry.domain.network.Baseline;
import org.gantry.domain.network.Grid;
import org.gantry.domain.scan.Preprocessing;
import org.gantry.network.BundleFacts;
import org.gantry.network.EnsembleBundle;
import org.gantry.network.ModelBundle;
import org.gantry.network.Tensors;
import org.junit.jupiter.api.Test;

class ModelCardTest {
    private static final Grid INPUT = new Grid(16, 64, 64);
    private static final Provenance PROVENANCE =
            new Provenance("lungs-1", "nodules", "d1", 3, "as asked", "0.1", Instant.parse("2026-01-02T03:04:05Z"));

    private static BundleFacts facts(Metrics test) {
        return BundleFacts.begin()
                .put(Preprocessing.lung(INPUT))
                .put(PROVENANCE)
                .put(test);
    }

    private static ModelCard card(BundleFacts facts) {
        return ModelCard.of(bundle(facts, 0));
    }

    private static ModelBundle bundle(BundleFacts facts, float bias) {
        return new ModelBundle(
                Baseline.MC3_18.architecture(1, 2),
                INPUT,
                List.of("Normal", "NCP"),
                facts.map(),
                new Tensors(Map.of("head.bias", new Tensors.Array(new int[] {2}, new float[] {bias, 0}))));
    }

    private static ModelCard whole() {
        float[][] logits = new float[24][];
        int[] labels = new int[24];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i % 2;
            float right = i < 4 ? -1 : 3;
            logits[i] = labels[i] == 0 ? new float[] {right, 0} : new float[] {0, right};
        }
        double[][] precision = new double[VolumeFeatures.COUNT][VolumeFeatures.COUNT];
        return card(facts(Metrics.calibrated(2, labels, logits, new Temperature(1.5)))
                .put(new InputDistribution(new double[VolumeFeatures.COUNT], precision, 2))
                .put("data.scans.SEARCH_TRAIN", "40,41")
                .put("data.patients.SEARCH_TRAIN", "79")
                .put("data.scans.TEST", "12,12")
                .put("data.patients.TEST", "24")
                .put("training.epoch", "7")
                .put("test.foreign", "1")
                .put("test.abstaining", "0.5:20/24,0.99:0/0"));
    }

    @Test
    void aCardSaysWhatItsBundleKnows() {
        assertThat(whole().markdown())
                .startsWith("# Model card: lungs-1\n\n**Not a medical device")
                .contains("- Network: mc3_18\n")
                .contains("epoch 7, chosen by validation")
                .contains("`nodules`, digest `d1`")
                .contains("| training (D_T) | 40 | 41 | 79 |")
                .contains("| test | 12 | 12 | 24 |")
                .contains("| accuracy | 0.833 | 0.641 to 0.933 |")
                .contains("| AUROC | ")
                .contains("| F1 | 0.833 | - |")
                .contains("| NCP | 2 | 10 |")
                .contains("Temperature 1.500, fitted on validation")
                .contains("| 0.5 | 24 of 24 | 0.833 |")
                .contains("| 0.99 | 0 of 24 | - |")
                .contains("Of the test's 24 scans, 1 would be.")
                .contains("Only 24 scans were tested, 12 of the rarest class")
                .contains("- Made 2026-01-02T03:04:05Z by 0.1\n");
    }

    @Test
    void aCardForProgramsSaysTheSame() {
        Map<String, Object> card = Map.copyOf(whole().figures());
        assertThat(card).containsEntry("model", "lungs-1").containsEntry("labels", List.of("Normal", "NCP"));
        assertThat(card.get("notice")).asString().contains("Not a medical device");
        assertThat(card.get("data")).asString().contains("SEARCH_TRAIN={Normal=40, NCP=41}");
        assertThat(card.get("test")).asString().contains("temperature=1.5", "intervals95={accuracy=Interval[low=0.64");
        assertThat(card.get("foreignInputs")).asString().contains("detected=true", "testScansFlagged=1");
    }

    @Test
    void aCardOfAnEnsembleNamesItsMembersAndWhatTheirDisagreementSaysOfErrors() {
        Metrics test = Metrics.calibrated(2, new int[] {0, 1}, new float[][] {{2, 0}, {1, 0}}, new Temperature(1.25));
        EnsembleBundle.Member first =
                EnsembleBundle.Member.of("lungs-1/full", bundle(facts(test), 0).toBytes());
        EnsembleBundle.Member second = EnsembleBundle.Member.of(
                "lungs-1/full-1", bundle(facts(test), 1).toBytes());
        BundleFacts known = facts(Metrics.calibrated(
                        2, new int[] {0, 1}, new float[][] {{2, 0}, {0, 1}}, Temperature.ONE))
                .put("test.disagreementRight", "0.0125")
                .put("test.disagreementWrong", "0.25");
        ModelCard card = ModelCard.of(new EnsembleBundle(List.of(first, second), known.map()));
        assertThat(card.markdown())
                .contains("- Network: ensemble of 2, the mean of their calibrated probabilities")
                .contains("| lungs-1/full: mc3_18 | `" + first.digest() + "` | 1.250 | 0.500 |")
                .contains("| lungs-1/full-1: mc3_18 | `" + second.digest() + "` |")
                .contains("calibrated by its own temperature", "their mean is taken as it is")
                .contains("## Disagreement", "| right, mean | 0.0125 |", "| wrong, mean | 0.2500 |", "(AUROC) | - |")
                .doesNotContain("Temperature 1.000");
        assertThat(card.parameters()).isEqualTo(2 * whole().parameters());
        assertThat(Map.copyOf(card.figures()).get("network")).asString().contains(first.digest(), second.digest());
        assertThat(card.figures().get("disagreement")).asString().contains("whereRight=0.0125", "aurocOfErrors=null");
        assertThat(whole().figures()).doesNotContainKey("disagreement");
    }

    @Test
    void aBundleThatKnowsLessHasACardThatSaysSo() {
        int[][] confusion = {{100, 0}, {100, 0}};
        ModelCard card = card(facts(new Metrics(confusion, OptionalDouble.empty(), OptionalDouble.empty())));
        assertThat(card.markdown())
                .contains("None: probabilities are the softmax")
                .contains("Not told from others.")
                .contains("| AUROC | - | - |")
                .contains("foreign ones are not flagged")
                .contains("nobody calibrated them")
                .contains("does not say how many scans")
                .contains("not above that of always answering the most frequent class")
                .doesNotContain("## Abstaining")
                .doesNotContain("Only ");
    }
}
