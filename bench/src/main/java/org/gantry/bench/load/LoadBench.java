package org.gantry.bench.load;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.gantry.app.node.NodeRole;
import org.gantry.bench.Output;
import org.gantry.bench.Workplace;
import org.gantry.bench.site.RandomModel;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.Widths;
import org.gantry.domain.scan.Scan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code bench/run load}: how many scans a minute an installation answers, and how soon each of those that come half as
 * fast, measured by a client outside: from the last slice fed until prediction and CAM can be read.
 */
@Command(
        name = "load",
        description = "Scans a minute, and seconds from a scan's last slice to its prediction and CAM.",
        showDefaultValues = true,
        mixinStandardHelpOptions = true)
public final class LoadBench implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final double SECONDS_A_MINUTE = 60;
    private static final double NANOS = 1e9;

    /** What can be measured. */
    enum SetUp {
        EMBEDDED,
        CONTAINERS
    }

    @Option(
            names = "--set-ups",
            split = ",",
            paramLabel = "S",
            description = "${COMPLETION-CANDIDATES}; containers need a Docker engine.")
    private List<SetUp> setUps = List.of(SetUp.EMBEDDED, SetUp.CONTAINERS);

    @Option(names = "--scan", paramLabel = "PATH", description = "A file or folder with the scan that is fed.")
    private Path scan = Path.of("../shared/data/dicom-covid-ct-md/covid/P001-whole");

    @Option(names = "--scans", paramLabel = "N", description = "How many, each way.")
    private int scans = 40;

    @Option(names = "--warm-up", paramLabel = "N", description = "How many come before.")
    private int warmUp = 20;

    @Option(names = "--widths", paramLabel = "W", description = "S, L, or the network's six widths.")
    private String widths = "S";

    @Option(names = "--input", paramLabel = "DxHxW", description = "Its volume.")
    private String input = "32x128x128";

    @Option(names = "--heap", paramLabel = "SIZE", description = "Java heap of the embedded installation.")
    private String heap = "2g";

    @Mixin
    private final Output output = new Output();

    /** Of one installation. */
    private record Figures(
            String name, double scansAMinute, Duration apart, Latency latency, Map<String, Latency> stages) {
        Map<String, Object> map() {
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("setUp", name);
            figures.put("scansAMinute", scansAMinute);
            figures.put("secondsApart", apart.toNanos() / NANOS);
            figures.put("latency", latency.figures());
            Map<String, Object> byStage = new LinkedHashMap<>();
            stages.forEach((topic, there) -> byStage.put(topic, there.figures()));
            figures.put("stages", byStage);
            return figures;
        }
    }

    @Override
    public Integer call() throws Exception {
        Scan fed = Feeder.read(scan);
        List<Figures> figures = new ArrayList<>();
        try {
            for (SetUp setUp : setUps) {
                figures.add(measure(setUp, fed));
            }
        } finally {
            print(fed, figures); // what was measured before another set-up failed, too
        }
        return 0;
    }

    private Figures measure(SetUp setUp, Scan fed) throws IOException, InterruptedException, ExecutionException {
        try (Workplace place = Workplace.open("gantry-load");
                Installation installation = start(setUp, place)) {
            new RandomModel(Widths.parse(widths), Grid.parse(input))
                    .publish(installation.servers(), place.folder().resolve("model.zip"));
            return measure(installation, fed);
        }
    }

    private Installation start(SetUp setUp, Workplace place) throws IOException, InterruptedException {
        return switch (setUp) {
            case EMBEDDED ->
                Embedded.start(place.node(), List.of(NodeRole.INGEST, NodeRole.SAMPLER, NodeRole.INTERPRETER), heap);
            case CONTAINERS -> Composed.start(Path.of("").toAbsolutePath());
        };
    }

    private Figures measure(Installation installation, Scan fed) throws InterruptedException, ExecutionException {
        String servers = installation.servers();
        try (Traffic traffic = Traffic.stages(servers, new Feeder(servers, fed), PATIENCE)) {
            double cold = traffic.run("warm", warmUp, Duration.ZERO);
            output.progress().printf(Locale.ROOT, "%s: warm after %.0f s%n", installation.name(), cold);
            double seconds = traffic.run("burst", scans, Duration.ZERO);
            Duration apart = Duration.ofNanos(Math.round(2 * seconds / scans * NANOS));
            double paced = traffic.run("paced", scans, apart);
            output.progress().printf(Locale.ROOT, "%s: %.0f s%n", installation.name(), paced);
            traffic.requireOnce();
            return new Figures(
                    installation.name(),
                    SECONDS_A_MINUTE * scans / seconds,
                    apart,
                    traffic.latency("paced", scans),
                    traffic.stages("paced", scans));
        }
    }

    private void print(Scan fed, List<Figures> figures) {
        PrintWriter out = output.out();
        if (output.json()) {
            output.result(figures.stream().map(Figures::map).toList());
            return;
        }
        out.printf(
                Locale.ROOT,
                "scans of %d slices, %.1f MB; widths %s, volumes of %s%n",
                fed.slices().size(),
                fed.bytes() / 1e6,
                widths,
                input);
        for (Figures f : figures) {
            out.printf(
                    Locale.ROOT,
                    "%-10s %6.1f scans a minute; one each %.1f s: p50 %.2f s, p95 %.2f s, all within %.2f s%n",
                    f.name(),
                    f.scansAMinute(),
                    f.apart().toNanos() / NANOS,
                    f.latency().p50(),
                    f.latency().p95(),
                    f.latency().maximum());
            f.stages()
                    .forEach((topic, there) -> out.printf(
                            Locale.ROOT,
                            "%-10s   on %-15s %6.3f s later (p95 %.3f s)%n",
                            f.name(),
                            topic,
                            there.p50(),
                            there.p95()));
        }
    }
}
