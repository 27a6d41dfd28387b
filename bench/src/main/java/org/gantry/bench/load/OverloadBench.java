package org.gantry.bench.load;

import java.awt.image.BufferedImage;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import javax.imageio.ImageIO;
import org.gantry.app.phantom.Phantoms;
import org.gantry.app.report.Curves;
import org.gantry.bench.Output;
import org.gantry.bench.Workplace;
import org.gantry.bench.load.Overload.Moment;
import org.gantry.bench.load.Overload.Outcome;
import org.gantry.domain.network.Grid;
import org.gantry.domain.scan.Vector3;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench/run overload}: an installation that is fed many times faster than its interpreter answers. */
@Command(
        name = "overload",
        description =
                "Feeds faster than an interpreter with a fixed device time answers: heap, lag, latency before and after.",
        showDefaultValues = true,
        mixinStandardHelpOptions = true)
public final class OverloadBench implements Callable<Integer> {
    private static final Phantoms SCANS = new Phantoms(1, new Grid(24, 128, 128), new Vector3(2.5, 2.5, 8));

    @Option(names = "--minutes", paramLabel = "M", description = "How long.")
    private double minutes = 10;

    @Option(names = "--times", paramLabel = "N", description = "How many times faster.")
    private double times = 10;

    @Option(names = "--device-ms", paramLabel = "MS", description = "Fixed device time of a volume.")
    private long deviceMs = 1000;

    @Option(names = "--heap", paramLabel = "SIZE", description = "Java heap of each process.")
    private String heap = "256m";

    @Option(names = "--out", paramLabel = "PNG", description = "Draws lag and heap over time.")
    private @Nullable Path out;

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() throws Exception {
        try (Workplace place = Workplace.open("gantry-overload")) {
            Overload overload = new Overload(
                    place.folder(),
                    Duration.ofMillis(Math.round(minutes * 60_000)),
                    times,
                    Duration.ofMillis(deviceMs),
                    heap);
            Outcome outcome = overload.run(SCANS.phantom(0, true).scan(), this::tell);
            if (out != null) {
                ImageIO.write(picture(outcome.moments()), "png", out.toFile());
            }
            print(outcome);
        }
        return 0;
    }

    private void tell(Moment m) {
        output.progress()
                .printf(
                        Locale.ROOT,
                        "%5.0f s: %d fed, %d answered, lag %.0f; heap %.0f and %.0f MiB%n",
                        m.seconds(),
                        m.fed(),
                        m.answered(),
                        m.lag(),
                        m.brokerHeap(),
                        m.interpreterHeap());
    }

    private BufferedImage picture(List<Moment> moments) {
        Map<String, double[]> heaps = new LinkedHashMap<>();
        heaps.put("broker and sampler", of(moments, Moment::brokerHeap));
        heaps.put("interpreter", of(moments, Moment::interpreterHeap));
        return Curves.over(
                String.format(Locale.ROOT, "Fed %.0f times faster than it answers, for %.0f minutes", times, minutes),
                "time (s)",
                of(moments, Moment::seconds),
                Map.of("volumes that wait", of(moments, Moment::lag)),
                "Java heap (MiB)",
                heaps);
    }

    private static double[] of(List<Moment> moments, ToDoubleFunction<Moment> figure) {
        return moments.stream().mapToDouble(figure).toArray();
    }

    private void print(Outcome outcome) {
        PrintWriter to = output.out();
        List<Moment> moments = outcome.moments();
        double broker = moments.stream().mapToDouble(Moment::brokerHeap).max().orElse(0);
        double interpreter =
                moments.stream().mapToDouble(Moment::interpreterHeap).max().orElse(0);
        double gone = moments.get(moments.size() - 1).seconds();
        if (output.json()) {
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("scans", outcome.scans());
            figures.put("megabytes", outcome.bytes() / 1e6);
            figures.put("lost", 0);
            figures.put("doubled", 0);
            figures.put("largestLag", outcome.largestLag());
            figures.put("backlogGoneAfterSeconds", gone);
            figures.put("heapMiB", Map.of("brokerAndSampler", broker, "interpreter", interpreter));
            figures.put("before", outcome.before().figures());
            figures.put("after", outcome.after().figures());
            output.result(figures);
            return;
        }
        to.printf(
                Locale.ROOT,
                "%d scans, %.0f MB of slices: none lost, none answered twice%n"
                        + "at most %.0f volumes waited; the backlog was gone after %.0f s%n"
                        + "heap at most %.0f MiB (broker and sampler) and %.0f MiB (interpreter), of %s each%n"
                        + "p95 from last slice to prediction and CAM: %.2f s before, %.2f s after%n",
                outcome.scans(),
                outcome.bytes() / 1e6,
                outcome.largestLag(),
                gone,
                broker,
                interpreter,
                heap,
                outcome.before().p95(),
                outcome.after().p95());
    }
}
