package org.gantry.network;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.gantry.network.graph.NativeSession;
import org.gantry.network.graph.Run;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.OptimizerOptions;
import org.tensorflow.proto.OptimizerOptions.GlobalJitLevel;
import org.tensorflow.proto.RewriterConfig;

/**
 * Where and how TensorFlow runs a graph. The first session of a process fixes its intra-op threads for all.
 *
 * @param processor that the graph is placed on; what a GPU has no kernel for runs on the CPU
 * @param intraOpThreads threads inside one operation; 0 takes one a core
 * @param interOpThreads operations at a time; the numbers do not depend on it
 * @param memory of each GPU
 * @param compiler of the graph
 */
public record Device(
        Processor processor, int intraOpThreads, int interOpThreads, GpuMemory memory, GraphCompiler compiler) {
    /** All cores, no graph optimiser: starts fast and repeats bit by bit. */
    public static final Device DEFAULT = ofThreads(0);

    /** TensorFlow reads it as it is loaded; it has oneDNN by itself on few processors only. */
    private static final boolean ONE_DNN = "1".equals(System.getenv("TF_ENABLE_ONEDNN_OPTS"));

    private static final Pattern GPU = Pattern.compile("device:GPU:(\\d+)");

    public Device {
        if (intraOpThreads < 0 || interOpThreads < 0) {
            throw new IllegalArgumentException(
                    "threads must not be negative: " + intraOpThreads + " and " + interOpThreads);
        }
    }

    /** Where TensorFlow likes, with Grappler or without. */
    public Device(int intraOpThreads, int interOpThreads, boolean graphOptimizer) {
        this(
                Processor.AUTO,
                intraOpThreads,
                interOpThreads,
                GpuMemory.GROW,
                graphOptimizer ? GraphCompiler.GRAPPLER : GraphCompiler.NONE);
    }

    /**
     * Two operations at a time, half of the threads inside each: a network's two derivatives of a layer run side by
     * side, and threads inside an operation cost a third more processor time for little (RATIONALE.md, "Speed").
     *
     * @param threads in all; 0 takes one a core
     */
    public static Device ofThreads(int threads) {
        int all = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
        return new Device(Math.max(1, all / 2), Math.min(2, all), false);
    }

    /** The same on another processor. */
    public Device on(Processor other) {
        return new Device(other, intraOpThreads, interOpThreads, memory, compiler);
    }

    /** Whether Grappler rewrites a graph. */
    public boolean graphOptimizer() {
        return compiler == GraphCompiler.GRAPPLER;
    }

    /**
     * The same, with Grappler; without oneDNN as it is, for Grappler fuses operations into some that only oneDNN has.
     */
    public Device optimized() {
        return !ONE_DNN ? this : new Device(processor, intraOpThreads, interOpThreads, memory, GraphCompiler.GRAPPLER);
    }

    /**
     * Refuses a GPU that TensorFlow does not see; without this the CPU would do its work and nobody would know.
     *
     * @throws IllegalStateException if it is not there; the message says what is
     */
    public void requirePresent() {
        if (processor.scope().isEmpty()) {
            return;
        }
        TensorFlowRuntime tensorFlow = TensorFlowRuntime.load();
        ConfigProto strict = config().toBuilder().setAllowSoftPlacement(false).build();
        try (NativeSession session = new NativeSession(strict, processor.scope());
                Run run = session.begin()) {
            run.target(session.ops().zero()).execute();
        } catch (TFInvalidArgumentException e) {
            throw new IllegalStateException(
                    processor + " is not there: TensorFlow " + tensorFlow + " sees "
                            + gpus(String.valueOf(e.getMessage())) + "; 'gantry doctor' says what a GPU lacks here",
                    e);
        }
    }

    /** The GPUs among the available devices that TensorFlow's refusal lists. */
    static String gpus(String refusal) {
        String available = refusal.substring(refusal.indexOf("available devices") + 1);
        List<String> gpus = GPU.matcher(available)
                .results()
                .map((MatchResult gpu) -> "gpu:" + gpu.group(1))
                .toList();
        return gpus.isEmpty() ? "no GPU" : String.join(", ", gpus);
    }

    /** An empty graph with its session, which the caller owns. */
    NativeSession open() {
        return new NativeSession(config(), resolved().scope());
    }

    /** Not AUTO where there is a GPU: layers choose kernels by what they will run on. */
    private Processor resolved() {
        return processor.kind() == Processor.Kind.AUTO && FirstGpu.PRESENT ? FirstGpu.PROCESSOR : processor;
    }

    /** Looked for once a process, and only by a library that was built for one. */
    private static final class FirstGpu {
        private static final Processor PROCESSOR = Processor.gpu(0);
        private static final boolean PRESENT = TensorFlowRuntime.isForGpus() && present();

        private static boolean present() {
            try {
                DEFAULT.on(PROCESSOR).requirePresent();
                return true;
            } catch (IllegalStateException e) {
                return false;
            }
        }
    }

    ConfigProto config() {
        RewriterConfig rewriting = RewriterConfig.newBuilder()
                .setDisableMetaOptimizer(!graphOptimizer())
                .build();
        OptimizerOptions compiling = OptimizerOptions.newBuilder()
                .setGlobalJitLevel(compiler == GraphCompiler.XLA ? GlobalJitLevel.ON_1 : GlobalJitLevel.DEFAULT)
                .build();
        ConfigProto.Builder config = ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(intraOpThreads)
                .setInterOpParallelismThreads(interOpThreads)
                .setAllowSoftPlacement(true)
                .setGpuOptions(memory.options())
                .setGraphOptions(
                        GraphOptions.newBuilder().setRewriteOptions(rewriting).setOptimizerOptions(compiling));
        if (processor.kind() == Processor.Kind.CPU) {
            config.putDeviceCount("GPU", 0);
        }
        return config.build();
    }
}
