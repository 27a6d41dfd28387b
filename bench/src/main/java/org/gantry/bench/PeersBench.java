package org.gantry.bench;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.gantry.domain.network.CovidNet3d;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.Widths;
import org.gantry.network.Device;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code bench/run peers}: every row of PEERS.md on this machine, beside PyTorch's times on its own machine scaled by
 * the two matmul peaks.
 */
@Command(
        name = "peers",
        description = "Times every network of PEERS.md and sets it beside PyTorch's, scaled by the matmul peaks.",
        showDefaultValues = true,
        mixinStandardHelpOptions = true)
final class PeersBench implements Callable<Integer> {
    private static final Grid TRAINED = new Grid(16, 64, 64);
    private static final Grid ASKED = new Grid(32, 128, 128);

    @Option(names = "--peers", description = "PyTorch's times.")
    private Path peers = Path.of("network/src/test/resources/golden/PEERS.md");

    @Option(names = "--threads", description = "Threads of TensorFlow, and of the matmul peak.")
    private int threads = 2;

    @Option(names = "--repetitions", description = "How many timings.")
    private int repetitions = 10;

    @Mixin
    private final Output output = new Output();

    /**
     * A row's figures.
     *
     * @param network which
     * @param columns by the table's columns
     */
    private record Measured(String network, Map<String, Beside> columns) {
        Map<String, Object> figures() {
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("network", network);
            columns.forEach((name, beside) -> figures.put(name, beside.figures()));
            return figures;
        }

        @Override
        public String toString() {
            return "| " + network + " | "
                    + String.join(
                            " | ",
                            columns.values().stream().map(Beside::toString).toList()) + " |";
        }
    }

    /**
     * A figure beside its peer's.
     *
     * @param ours our time
     * @param ratio how many times as long the scaled peer takes
     * @param share of the matmul peak that ours reaches
     */
    private record Beside(Timing ours, double ratio, double share) {
        Map<String, Object> figures() {
            Map<String, Object> figures = ours.figures();
            figures.put("timesFaster", ratio);
            figures.put("shareOfPeak", share);
            return figures;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT, "%.0f (%.0f), %.1fx, %.0f %%", ours.median(), ours.minimum(), ratio, 100 * share);
        }
    }

    @Override
    public Integer call() throws Exception {
        Peers table = Peers.read(peers);
        double peak = MatMulPeak.inOwnProcess(threads);
        Timings timings = new Timings(Device.ofThreads(threads), repetitions);
        double scale = table.peak() / peak;
        List<Measured> rows = new ArrayList<>();
        for (Peers.Row row : table.rows()) {
            CovidNet3d network = Timings.network(row.strides().macro(Widths.S, 1, 2), row.genotype());
            double training = Work.OF_A_STEP * Work.forward(network, TRAINED);
            double answer = Work.forward(network, ASKED);
            Map<String, Beside> columns = new LinkedHashMap<>();
            columns.put(
                    "batch4", beside(timings.adamStep(network, TRAINED, 4), scale * row.batch4(), 4 * training / peak));
            columns.put(
                    "batch8", beside(timings.adamStep(network, TRAINED, 8), scale * row.batch8(), 8 * training / peak));
            columns.put("inference", beside(timings.inference(network, ASKED), scale * row.inference(), answer / peak));
            rows.add(new Measured(row.name() + ", " + row.strides(), columns));
        }
        print(peak, rows);
        return 0;
    }

    /** The peak takes so many ns for the work: GFLOP/s are FLOP a ns. */
    private static Beside beside(Timing ours, double scaledPeer, double nanosAtPeak) {
        return new Beside(ours, scaledPeer / ours.median(), nanosAtPeak / (ours.median() * Timing.NANOS_PER_MS));
    }

    private void print(double peak, List<Measured> rows) {
        PrintWriter out = output.out();
        if (output.json()) {
            List<Map<String, Object>> figures =
                    rows.stream().map(Measured::figures).toList();
            output.result(Map.of("matmulPeakGflops", peak, "threads", threads, "rows", figures));
            return;
        }
        out.printf(
                Locale.ROOT,
                "matmul peak %.0f GFLOP/s with %d threads; median (minimum) ms, PyTorch's scaled time over ours, share of the peak%n%n",
                peak,
                threads);
        out.println("| network | train, batch 4 | train, batch 8 | inference |");
        out.println("| --- | --- | --- | --- |");
        rows.forEach(out::println);
    }
}
