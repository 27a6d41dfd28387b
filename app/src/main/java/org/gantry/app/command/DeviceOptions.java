package org.gantry.app.command;

import java.util.List;
import org.gantry.network.Device;
import org.gantry.network.GpuMemory;
import org.gantry.network.GraphCompiler;
import org.gantry.network.Processor;
import picocli.CommandLine.Option;

/** The options of every command that computes: on what, and how. */
final class DeviceOptions {
    @Option(
            names = "--devices",
            split = ",",
            paramLabel = "DEVICE",
            description = "What to compute on: auto (the first GPU, else the CPU), cpu, or gpu:0,gpu:1,...; "
                    + "a trainer each, the interpreter on the first.")
    private List<Processor> processors = List.of(Processor.AUTO);

    @Option(
            names = "--gpu-memory",
            paramLabel = "AMOUNT",
            description = "Of each GPU: grow (as needed), all, or the share to grow up to, as 0.5.")
    private GpuMemory memory = GpuMemory.GROW;

    @Option(
            names = "--compiler",
            paramLabel = "NAME",
            description = "Who may rewrite a graph before it runs: NONE, GRAPPLER or XLA (on a GPU).")
    private GraphCompiler compiler = GraphCompiler.NONE;

    @Option(names = "--threads", paramLabel = "N", description = "Threads of TensorFlow; 0 takes one a core.")
    private int threads;

    /** In the order given. */
    List<Device> devices() {
        Device share = Device.ofThreads(threads);
        return processors.stream()
                .map(processor ->
                        new Device(processor, share.intraOpThreads(), share.interOpThreads(), memory, compiler))
                .toList();
    }
}
