package org.gantry.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.gantry.domain.network.CovidNet3d;
import org.gantry.domain.network.Genotype;
import org.gantry.network.TrainingSettings.Optimizer;
import org.junit.jupiter.api.Test;

/** The single path: what is drawn is the derived network, what is not drawn is not touched (PAPER.md, section 2). */
class SupernetTest {
    private static final List<Genotype> DRAWN =
            List.of(SmallNetworks.MIXED, Genotype.of(7, 7, 7, 7), Genotype.of(6, 3, 1, 7), Genotype.of(3, 7, 0, 6));

    @Test
    void itsLossAndGradientsAreTheDerivedNetworks() {
        Batch batch = SmallNetworks.batch(1);
        try (Supernet supernet = SmallNetworks.supernet(SmallNetworks.SGD)) {
            for (Genotype genotype : DRAWN) {
                Tensors shared = supernet.gradients(batch, genotype);
                double loss = supernet.alphaStep(batch, genotype).loss();
                try (DerivedNetwork derived = SmallNetworks.derived(genotype, SmallNetworks.SGD)) {
                    derived.load(supernet.weights(genotype));
                    Tensors own = derived.gradients(batch);
                    for (String name : shared.names()) {
                        assertThat(shared.get(name).values())
                                .as(genotype + " " + name)
                                .containsExactly(own.get(name).values(), within(1e-5f));
                    }
                    assertThat(loss).isCloseTo(derived.trainStep(batch, 0.1).loss(), within(1e-6));
                }
            }
        }
    }

    @Test
    void aWeightStepLeavesEverythingThatWasNotDrawnBitEqual() {
        try (Supernet supernet = SmallNetworks.supernet(SmallNetworks.ADAM)) {
            Map<String, String> before = digests(supernet.state());
            StepResult step = supernet.weightStep(SmallNetworks.batch(1), SmallNetworks.MIXED, 0.01);
            Map<String, String> after = digests(supernet.state());
            assertThat(step.gates()).isEmpty();
            Set<String> groups = Set.copyOf(PathNames.of(new CovidNet3d(SmallNetworks.MACRO, SmallNetworks.MIXED)));
            Set<String> changed = after.keySet().stream()
                    .filter(name -> !Objects.equals(after.get(name), before.get(name)))
                    .collect(Collectors.toSet());
            assertThat(changed).allSatisfy(name -> assertThat(groups).anyMatch(group -> name.startsWith(group + ".")));
            Set<String> drawn = after.keySet().stream()
                    .filter(name -> groups.stream().anyMatch(group -> name.startsWith(group + ".")))
                    .collect(Collectors.toSet());
            assertThat(changed).isEqualTo(drawn);
        }
    }

    @Test
    void weightsOfSomeOperationsAreReplacedAndAllElseStaysBitEqual() {
        try (Supernet supernet = SmallNetworks.supernet(SmallNetworks.ADAM);
                Supernet other = SmallNetworks.supernet(SmallNetworks.ADAM)) {
            assertThat(supernet.weightStep(SmallNetworks.batch(1), SmallNetworks.MIXED, 0.01)
                            .gates())
                    .isEmpty();
            Map<String, String> before = digests(other.state());
            Tensors updated = supernet.updated(List.of(SmallNetworks.MIXED, DRAWN.get(1)));
            other.replace(updated);
            assertThat(digests(other.updated(List.of(DRAWN.get(1), SmallNetworks.MIXED))))
                    .isEqualTo(digests(updated));
            Map<String, String> after = digests(other.state());
            before.keySet().removeAll(updated.names());
            assertThat(after).containsAllEntriesOf(before);
        }
    }

    @Test
    void anAlphaStepChangesNothing() {
        try (Supernet supernet = SmallNetworks.supernet(SmallNetworks.SGD)) {
            String before = supernet.state().digest();
            StepResult step = supernet.alphaStep(SmallNetworks.batch(1), SmallNetworks.MIXED);
            assertThat(supernet.state().digest()).isEqualTo(before);
            assertThat(step.gates()).hasSize(4);
            assertThat(step.gradientNorm()).isZero();
            StepResult trial = supernet.trial(SmallNetworks.batch(1), SmallNetworks.MIXED);
            assertThat(supernet.state().digest()).isEqualTo(before);
            assertThat(trial.gates()).isEmpty();
            assertThat(trial.loss()).as("forward alone").isEqualTo(step.loss());
        }
    }

    @Test
    void threeRunsOfOneSeedAreBitEqual() {
        Set<String> states = Set.of(1, 2, 3).stream().map(run -> fewSteps()).collect(Collectors.toSet());
        assertThat(states).hasSize(1);
    }

    private static String fewSteps() {
        try (Supernet supernet = SmallNetworks.supernet(SmallNetworks.SGD)) {
            List<Double> numbers = new ArrayList<>();
            for (Genotype genotype : DRAWN) {
                numbers.add(supernet.weightStep(SmallNetworks.batch(1), genotype, 0.01)
                        .loss());
                for (double gate :
                        supernet.alphaStep(SmallNetworks.batch(2), genotype).gates()) {
                    numbers.add(gate);
                }
            }
            return supernet.state().digest() + numbers;
        }
    }

    @Test
    void aRestoredRunGoesOnBitEqual() {
        Tensors half;
        Tensors whole;
        try (Supernet supernet = SmallNetworks.supernet(SmallNetworks.ADAM)) {
            assertThat(supernet.weightStep(SmallNetworks.batch(1), DRAWN.get(0), 0.01))
                    .isNotNull();
            assertThat(supernet.weightStep(SmallNetworks.batch(2), DRAWN.get(2), 0.01))
                    .isNotNull();
            half = Tensors.of(supernet.state().toBytes());
            assertThat(supernet.weightStep(SmallNetworks.batch(3), DRAWN.get(0), 0.01))
                    .isNotNull();
            whole = supernet.state();
        }
        try (Supernet another = SmallNetworks.supernet(SmallNetworks.ADAM)) {
            another.restore(half);
            assertThat(another.weightStep(SmallNetworks.batch(3), DRAWN.get(0), 0.01))
                    .isNotNull();
            assertThat(another.state().digest()).isEqualTo(whole.digest());
        }
    }

    @Test
    void adamCorrectsItsBiasByEachOperationsOwnUpdates() {
        TrainingSettings adam = new TrainingSettings(Optimizer.Adam.DEFAULT, 0, 0, 0);
        try (Supernet supernet = SmallNetworks.supernet(adam)) {
            for (int i = 0; i < 3; i++) {
                assertThat(supernet.weightStep(SmallNetworks.batch(i), Genotype.of(0, 0, 0, 0), 0.01))
                        .isNotNull();
            }
            Tensors before = supernet.state();
            assertThat(supernet.weightStep(SmallNetworks.batch(4), Genotype.of(0, 1, 0, 0), 0.01))
                    .isNotNull();
            Tensors after = supernet.state();
            assertThat(after.get("block1.op0.updates").values()).containsExactly(3);
            assertThat(after.get("block1.op1.updates").values()).containsExactly(1);
            assertThat(after.get("stem.updates").values()).containsExactly(4);
            float[] old = before.get("block1.op1.project.conv").values();
            float[] now = after.get("block1.op1.project.conv").values();
            for (int i = 0; i < old.length; i++) {
                assertThat((double) Math.abs(now[i] - old[i]))
                        .as("a first Adam step is as long as the rate")
                        .isCloseTo(0.01, within(1e-4));
            }
        }
    }

    @Test
    void aGateIsWhatScalingTheOperationDoesToTheLoss() {
        // Every operation ends in batch normalisation: scaling its gamma and beta scales op(x).
        Batch batch = SmallNetworks.batch(1);
        Genotype genotype = Genotype.of(0, 1, 3, 4);
        double h = 2e-3;
        try (Supernet supernet = SmallNetworks.supernet(SmallNetworks.SGD)) {
            Tensors state = supernet.state();
            double[] gates = supernet.alphaStep(batch, genotype).gates();
            for (int block = 0; block < genotype.blocks(); block++) {
                String prefix =
                        "block" + block + ".op" + genotype.operation(block).index() + ".project.bn.";
                supernet.restore(scaled(state, prefix, 1 + h));
                double more = supernet.alphaStep(batch, genotype).loss();
                supernet.restore(scaled(state, prefix, 1 - h));
                double less = supernet.alphaStep(batch, genotype).loss();
                assertThat(gates[block])
                        .as("gate of block " + block)
                        .isCloseTo((more - less) / (2 * h), within(2e-3 + 0.03 * Math.abs(gates[block])));
            }
        }
    }

    @Test
    void aGateIsTheSumOverTheLastNormalisationsParametersTimesTheirGradients() {
        Batch batch = SmallNetworks.batch(2);
        Genotype genotype = Genotype.of(2, 5, 7, 3);
        try (Supernet supernet = SmallNetworks.supernet(SmallNetworks.SGD)) {
            double[] gates = supernet.alphaStep(batch, genotype).gates();
            Tensors weights = supernet.weights(genotype);
            Tensors gradients = supernet.gradients(batch, genotype);
            for (int block = 0; block < genotype.blocks(); block++) {
                int operation = genotype.operation(block).index();
                String norm = "block" + block + ".op" + operation + (operation == 7 ? ".skip.bn." : ".project.bn.");
                double sum = dot(weights, gradients, norm + "gamma") + dot(weights, gradients, norm + "beta");
                assertThat(gates[block]).as("gate of block " + block).isCloseTo(sum, within(1e-4));
            }
        }
    }

    @Test
    void theGateOfAnIdentitySkipIsWhatScalingItsInputDoesToTheLoss() {
        // In the last block it scales the pooled features, which is what scaling the linear layer's weight does.
        Batch batch = SmallNetworks.batch(2);
        Genotype genotype = Genotype.of(2, 5, 1, 7);
        try (Supernet supernet = SmallNetworks.supernet(SmallNetworks.SGD)) {
            double gate = supernet.alphaStep(batch, genotype).gates()[3];
            double sum = dot(supernet.weights(genotype), supernet.gradients(batch, genotype), "head.weight");
            assertThat(gate).isCloseTo(sum, within(1e-5)).isNotZero();
        }
    }

    private static double dot(Tensors a, Tensors b, String name) {
        double sum = 0;
        float[] values = a.get(name).values();
        for (int i = 0; i < values.length; i++) {
            sum += (double) values[i] * b.get(name).values()[i];
        }
        return sum;
    }

    private static Tensors scaled(Tensors state, String prefix, double factor) {
        Map<String, Tensors.Array> arrays = new LinkedHashMap<>(state.arrays());
        for (String name : List.of(prefix + "gamma", prefix + "beta")) {
            float[] values = state.get(name).values().clone();
            for (int i = 0; i < values.length; i++) {
                values[i] *= (float) factor;
            }
            arrays.put(name, new Tensors.Array(state.get(name).shape(), values));
        }
        return new Tensors(arrays);
    }

    private static Map<String, String> digests(Tensors tensors) {
        return tensors.names().stream()
                .collect(Collectors.toMap(
                        name -> name, name -> tensors.only(name::equals).digest()));
    }

    @Test
    void theClipIsByTheGlobalNormOfTheDrawnPathAlone() {
        TrainingSettings settings = new TrainingSettings(new Optimizer.Sgd(0), 0, 0.25, 0);
        Batch batch = SmallNetworks.batch(1);
        try (Supernet supernet = SmallNetworks.supernet(settings)) {
            Tensors before = supernet.weights(SmallNetworks.MIXED);
            Tensors gradients = supernet.gradients(batch, SmallNetworks.MIXED);
            StepResult step = supernet.weightStep(batch, SmallNetworks.MIXED, 1);
            Tensors after = supernet.weights(SmallNetworks.MIXED);
            double squares = 0;
            double moved = 0;
            for (String name : gradients.names()) {
                float[] old = before.get(name).values();
                float[] now = after.get(name).values();
                squares += dot(gradients, gradients, name);
                for (int i = 0; i < old.length; i++) {
                    moved += (now[i] - old[i]) * (double) (now[i] - old[i]);
                }
            }
            assertThat(step.gradientNorm()).isCloseTo(Math.sqrt(squares), within(1e-4 * Math.sqrt(squares)));
            assertThat(step.gradientNorm()).isGreaterThan(0.25);
            assertThat(Math.sqrt(moved)).isCloseTo(0.25, within(1e-4));
        }
    }

    @Test
    void aGenotypeOfAnotherSpaceIsRefused() {
        try (Supernet supernet = SmallNetworks.supernet(SmallNetworks.SGD)) {
            assertThatThrownBy(() -> supernet.alphaStep(SmallNetworks.batch(1), Genotype.of(0, 1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("4 blocks");
        }
    }

    @Test
    void aBatchOfAnotherSizeIsRefused() {
        try (Supernet supernet = SmallNetworks.supernet(SmallNetworks.SGD)) {
            assertThatThrownBy(() -> supernet.alphaStep(SmallNetworks.batch(1, 2), SmallNetworks.MIXED))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("takes 3 volumes, the batch has 2");
        }
    }
}
