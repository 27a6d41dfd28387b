package org.gantry.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gantry.domain.network.Grid;
import org.gantry.network.TrainingSettings.Optimizer;
import org.junit.jupiter.api.Test;

/** Batches, settings and devices cannot be wrong. */
class ValuesTest {
    @Test
    void aBatchCountsItsVoxels() {
        assertThat(new Batch(new Grid(2, 3, 4), 2, new float[48], new int[1]).size())
                .isEqualTo(1);
        assertThatThrownBy(() -> new Batch(new Grid(2, 3, 4), 2, new float[47], new int[1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has 48 voxels, not 47");
        assertThatThrownBy(() -> new Batch(new Grid(2, 3, 4), 2, new float[0], new int[0]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new Optimizer.Sgd(1)).hasMessageContaining("momentum");
        assertThatThrownBy(() -> new Optimizer.Adam(0.9, 1.5, 1e-8)).hasMessageContaining("beta2");
        assertThatThrownBy(() -> new Optimizer.Adam(0.9, 0.999, 0)).hasMessageContaining("epsilon");
        assertThatThrownBy(() -> new TrainingSettings(new Optimizer.Sgd(0.9), -1, 0, 0))
                .hasMessageContaining("weight decay");
        assertThatThrownBy(() -> new TrainingSettings(new Optimizer.Sgd(0.9), 0, 0, 1))
                .hasMessageContaining("dropout");
    }

    @Test
    void theDefaultDeviceRepeatsBitByBitAndStartsFast() {
        assertThat(Device.ofThreads(8)).isEqualTo(new Device(4, 2, false));
        assertThat(Device.ofThreads(2)).isEqualTo(new Device(1, 2, false));
        assertThat(Device.ofThreads(1)).isEqualTo(new Device(1, 1, false));
        assertThat(Device.DEFAULT.graphOptimizer()).isFalse();
        assertThat(Device.DEFAULT.optimized().graphOptimizer()).isTrue();
        assertThatThrownBy(() -> Device.ofThreads(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
