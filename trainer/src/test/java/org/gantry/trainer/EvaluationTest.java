package org.gantry.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vertx.core.Vertx;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gantry.bus.Await;
import org.gantry.bus.Feed;
import org.gantry.bus.MemoryBus;
import org.gantry.bus.Topics;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.network.CovidNet3d;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.network.MacroArchitecture;
import org.gantry.domain.network.MacroArchitecture.Cell;
import org.gantry.domain.network.Stride;
import org.gantry.domain.run.BatchVolume;
import org.gantry.domain.run.EpochEvent;
import org.gantry.network.DerivedNetwork;
import org.gantry.network.Device;
import org.gantry.network.Tensors;
import org.gantry.network.TrainingSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    private static final MacroArchitecture MACRO =
            new MacroArchitecture(4, Stride.all(2), List.of(new Cell(4, 1, Stride.all(1))), 1, 2);

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() throws InterruptedException {
        Await.result(vertx.close());
    }

    /** The weights with the head's row and bias set so that every answer is the same: logits (0, 2). */
    private static Tensors biased(Tensors weights) {
        Map<String, Tensors.Array> arrays = new LinkedHashMap<>(weights.arrays());
        arrays.computeIfPresent(
                "head.weight", (name, array) -> new Tensors.Array(array.shape(), new float[array.values().length]));
        arrays.computeIfPresent("head.bias", (name, array) -> new Tensors.Array(array.shape(), new float[] {0, 2}));
        return new Tensors(arrays);
    }

    @Test
    void everyVolumeIsJudgedOnceAndTheLossIsTheMeanCrossEntropy() throws InterruptedException {
        MemoryBus bus = new MemoryBus(vertx);
        EpochEvent.Requested request = Runs.request(0);
        for (BatchVolume volume : Runs.volumes(request, 0)) {
            Await.result(bus.publish(Topics.BATCHES, volume));
        }
        try (Feed<BatchVolume> feed = bus.feed(Topics.BATCHES, Runs.JOB, 0, 64);
                EpochBatches batches = new EpochBatches(bus, feed, request, Runs.manifest(), 2);
                DerivedNetwork network = new DerivedNetwork(
                        new CovidNet3d(MACRO, Genotype.of(0)),
                        Runs.GRID,
                        Runs.BATCH,
                        TrainingSettings.RETRAINING,
                        Device.DEFAULT)) {
            network.initialize(RandomFunction.of(1));
            network.load(biased(network.weights()));
            Evaluation evaluation = Evaluation.of(network, batches, Runs.manifest());
            // four scans of class 0 and three of class 1, all answered with class 1
            assertThat(evaluation.metrics().confusion()).isDeepEqualTo(new int[][] {{0, 4}, {0, 3}});
            assertThat(evaluation.speed().scansPerSecond()).isPositive().isFinite();
            assertThat(evaluation.speed().latency()).isPositive().isFinite();
            double sure = Math.log1p(Math.exp(-2));
            assertThat(evaluation.loss()).isCloseTo((3 * sure + 4 * (2 + sure)) / 7, within(1e-6));
        }
    }
}
