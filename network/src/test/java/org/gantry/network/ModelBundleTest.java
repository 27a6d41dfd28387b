package org.gantry.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A bundle comes back whole, and a damaged one says what is wrong. */
class ModelBundleTest {
    private static ModelBundle bundle(Tensors weights) {
        return new ModelBundle(
                SmallNetworks.NETWORK,
                SmallNetworks.GRID,
                List.of("Normal", "NCP"),
                Map.of("seed", "17", "preprocessing.window", "-600/1500"),
                weights);
    }

    private static ModelBundle bundle() {
        return bundle(new Tensors(Map.of("head.bias", new Tensors.Array(new int[] {2}, new float[] {1, 2}))));
    }

    @Test
    void aBundleComesBackWhole() {
        ModelBundle read = ModelBundle.of(bundle().toBytes());
        assertThat(read.architecture()).isEqualTo(SmallNetworks.NETWORK);
        assertThat(read.input()).isEqualTo(SmallNetworks.GRID);
        assertThat(read.labels()).containsExactly("Normal", "NCP");
        assertThat(read.facts()).containsEntry("seed", "17").containsEntry("preprocessing.window", "-600/1500");
        assertThat(read.weights().digest()).isEqualTo(bundle().weights().digest());
    }

    @Test
    void theSameModelAlwaysGivesTheSameBytes() {
        assertThat(bundle().toBytes()).isEqualTo(bundle().toBytes());
    }

    @Test
    void aNetworkOfABundleAnswersAsTheOneThatWasBundled() {
        Batch batch = SmallNetworks.batch(1);
        float[][] before;
        byte[] bytes;
        try (DerivedNetwork network = SmallNetworks.derived(SmallNetworks.MIXED, SmallNetworks.ADAM)) {
            network.initialize(SmallNetworks.SEED);
            assertThat(network.trainStep(batch, 0.01)).isNotNull();
            before = network.infer(batch).logits();
            bytes = bundle(network.weights()).toBytes();
        }
        ModelBundle read = ModelBundle.of(bytes);
        try (DerivedNetwork network = new DerivedNetwork(
                read.architecture(),
                read.input(),
                SmallNetworks.BATCH_SIZE,
                TrainingSettings.RETRAINING,
                Device.DEFAULT)) {
            network.load(read.weights());
            assertThat(network.infer(batch).logits()).isDeepEqualTo(before);
        }
    }

    @Test
    void aDamagedBundleIsRefused() {
        byte[] bytes = bundle().toBytes();
        assertThatThrownBy(() -> ModelBundle.of(Arrays.copyOf(bytes, bytes.length / 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bundle");
        assertThatThrownBy(() -> ModelBundle.of("no zip".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the model bundle is no zip file");
    }

    @Test
    void aZipWithoutWeightsIsRefused() {
        byte[] zip = new Archive.Writer(0)
                .add("bundle.json", "{}".getBytes(StandardCharsets.UTF_8))
                .finish();
        assertThatThrownBy(() -> ModelBundle.of(zip))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("weights.npz");
    }

    @Test
    void aBundleOfAnotherFormatIsRefused() {
        byte[] weights = bundle().weights().toBytes();
        byte[] json = "{\"format\": 3}".getBytes(StandardCharsets.UTF_8);
        byte[] zip = new Archive.Writer(0)
                .add("bundle.json", json)
                .add("weights.npz", weights)
                .finish();
        assertThatThrownBy(() -> ModelBundle.of(zip))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("format 3");
    }

    @Test
    void labelsMustFitTheClasses() {
        assertThatThrownBy(() -> new ModelBundle(
                        SmallNetworks.NETWORK, SmallNetworks.GRID, List.of("NCP"), Map.of(), new Tensors(Map.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 classes");
    }
}
