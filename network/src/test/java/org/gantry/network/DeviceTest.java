package org.gantry.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.gantry.network.graph.GraphOps;
import org.gantry.network.graph.NativeSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Operand;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.OptimizerOptions.GlobalJitLevel;
import org.tensorflow.types.TFloat32;

/** Settings of a device reach TensorFlow; what they then do on a GPU is not tested anywhere yet. */
class DeviceTest {
    private static final Device SECOND_GPU = Device.DEFAULT.on(Processor.gpu(1));

    @ParameterizedTest
    @ValueSource(strings = {"auto", "cpu", "gpu:0", "gpu:15"})
    void aProcessorIsWrittenAsItIsRead(String text) {
        assertThat(Processor.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gpu", "gpu:", "gpu:-1", "GPU:0", "cuda:0", "gpu:0,gpu:1", "gpu:12345678901"})
    void whatIsNoProcessorIsRefusedWithWhatMayBeWritten(String text) {
        assertThatThrownBy(() -> Processor.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "' is no device: write cpu, or gpu:0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"grow", "all", "0.5", "1.0"})
    void gpuMemoryIsWrittenAsItIsRead(String text) {
        assertThat(GpuMemory.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "1.5", "-0.5", "NaN", "half", "50%"})
    void whatIsNoGpuMemoryIsRefusedWithWhatMayBeWritten(String text) {
        assertThatThrownBy(() -> GpuMemory.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "' is no GPU memory: write grow, all, or the share");
    }

    @Test
    void memoryAndThreadsReachTheSession() {
        Device half = new Device(Processor.gpu(0), 3, 2, GpuMemory.parse("0.5"), GraphCompiler.NONE);
        ConfigProto config = half.config();
        assertThat(config.getIntraOpParallelismThreads()).isEqualTo(3);
        assertThat(config.getInterOpParallelismThreads()).isEqualTo(2);
        assertThat(config.getGpuOptions().getAllowGrowth()).isTrue();
        assertThat(config.getGpuOptions().getPerProcessGpuMemoryFraction()).isEqualTo(0.5);
        assertThat(GpuMemory.ALL.options().getAllowGrowth()).isFalse();
        assertThat(GpuMemory.GROW.options().getPerProcessGpuMemoryFraction()).isZero();
    }

    @Test
    void onlyTheCpuHidesTheGpusAndNoSessionDiffersInWhichItSees() {
        assertThat(Device.DEFAULT.on(Processor.CPU).config().getDeviceCountMap())
                .containsEntry("GPU", 0);
        assertThat(Device.DEFAULT.config().getDeviceCountMap()).isEmpty();
        assertThat(SECOND_GPU.config()).isEqualTo(Device.DEFAULT.config());
        assertThat(SECOND_GPU.config().getGpuOptions().getVisibleDeviceList()).isEmpty();
    }

    @Test
    void graphsAreRewrittenOnlyWhereAsked() {
        assertThat(compiled(GraphCompiler.NONE)).isEqualTo(List.of(true, GlobalJitLevel.DEFAULT));
        assertThat(compiled(GraphCompiler.GRAPPLER)).isEqualTo(List.of(false, GlobalJitLevel.DEFAULT));
        assertThat(compiled(GraphCompiler.XLA)).isEqualTo(List.of(true, GlobalJitLevel.ON_1));
    }

    private static List<Object> compiled(GraphCompiler compiler) {
        var graph = new Device(Processor.AUTO, 0, 1, GpuMemory.GROW, compiler)
                .config()
                .getGraphOptions();
        return List.of(
                graph.getRewriteOptions().getDisableMetaOptimizer(),
                graph.getOptimizerOptions().getGlobalJitLevel());
    }

    @Test
    void everyOperationOfAGraphIsPlacedOnItsGpu() {
        assertThat(placements(SECOND_GPU)).containsExactly("/device:GPU:1");
        assertThat(placements(Device.DEFAULT)).containsExactly("");
        assertThat(placements(Device.DEFAULT.on(Processor.CPU))).containsExactly("");
    }

    /** Devices of operations made in every way in which the layers make them. */
    private static Set<String> placements(Device device) {
        try (NativeSession session = device.open()) {
            GraphOps g = session.ops();
            Operand<TFloat32> x = g.tf().variable(g.tf().constant(new float[2][3]));
            Operand<TFloat32> padded = g.pad(g.reshape(x, 3, 2), 1, 0, 0, 1);
            Operand<TFloat32> bound = g.after(List.of(padded)).zero();
            Operand<TFloat32> sum = g.sum(List.of(bound, g.number(2), g.number(3)));
            var choice = g.graph().opBuilder("_SwitchN", "choice", g.tf().scope());
            choice.addInput(sum.asOutput());
            choice.addInput(g.integer(0).asOutput());
            choice.setAttr("num_outs", 2);
            choice.build();
            Set<String> devices = new LinkedHashSet<>();
            g.graph().operations().forEachRemaining(op -> devices.add(op.device()));
            return devices;
        }
    }

    @Test
    void theCpuIsAlwaysThereAndAGpuThatIsNotIsRefused() {
        Device.DEFAULT.requirePresent();
        Device.DEFAULT.on(Processor.CPU).requirePresent();
        Device none = Device.DEFAULT.on(Processor.gpu(999));
        assertThatThrownBy(none::requirePresent)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("gpu:999 is not there: TensorFlow 2.")
                .hasMessageContaining("gantry doctor");
    }

    @Test
    void aRefusalNamesTheGpusThatThereAre() {
        String job = "/job:localhost/replica:0/task:0/device:";
        String refusal = "Could not satisfy explicit device specification '/device:GPU:7'; available devices are [ ";
        assertThat(Device.gpus(refusal + job + "CPU:0 ].")).isEqualTo("no GPU");
        assertThat(Device.gpus(refusal + job + "CPU:0, " + job + "GPU:0, " + job + "GPU:1 ]."))
                .isEqualTo("gpu:0, gpu:1");
    }
}
