package org.gantry.bench.ingest;

import io.vertx.core.Promise;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Callable;
import org.gantry.app.node.Node;
import org.gantry.app.node.NodeConfig;
import org.gantry.app.node.NodeRole;
import org.gantry.bench.Output;
import org.gantry.bench.Workplace;
import org.gantry.bus.Await;
import org.gantry.bus.Subscription;
import org.gantry.bus.Topics;
import org.gantry.domain.ContentRef;
import org.gantry.domain.Provenance;
import org.gantry.domain.answer.Metrics;
import org.gantry.domain.answer.ModelAnnounced;
import org.gantry.domain.network.Baseline;
import org.gantry.domain.network.Grid;
import org.gantry.domain.scan.Preprocessing;
import org.gantry.ingest.IngestPlan;
import org.gantry.ingest.IngestRequest;
import org.gantry.network.Device;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code bench/run ingest}: a DICOM scan from its files to the sampled volume on the volumes topic, over the embedded
 * broker, beside reading the same files alone.
 */
@Command(
        name = "ingest",
        description = "Times scans from their files to volumes on the bus, beside decoding alone.",
        showDefaultValues = true,
        mixinStandardHelpOptions = true)
public final class IngestBench implements Callable<Integer> {
    private static final Grid VOLUME = new Grid(32, 128, 128);

    @Option(names = "--scan", paramLabel = "DIR", description = "A folder of one DICOM series.")
    private Path scan = Path.of("../shared/data/dicom-covid-ct-md/covid/P001-whole");

    @Option(names = "--copies", paramLabel = "N", description = "How many times it comes, each a series of its own.")
    private int copies = 10;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            description = "How many come before, untimed, until the JVM has compiled what they need.")
    private int warmUp = 1;

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() throws Exception {
        SeriesCopies series = SeriesCopies.of(scan);
        try (Workplace place = Workplace.open("gantry-ingest")) {
            Path warm = copies(series, place.folder().resolve("warm"), 0, warmUp);
            Path scans = copies(series, place.folder().resolve("scans"), warmUp, copies);
            try (Node node = start(place)) {
                Await.result(node.bus().publish(Topics.MODELS, model()));
                Usage unused = Usage.of(() -> volumes(node, warm, warmUp));
                unused = Usage.of(() -> decoded(warm));
                Usage decoding = Usage.of(() -> decoded(scans));
                Usage whole = Usage.of(() -> volumes(node, scans, copies));
                print(series.bytes(), decoding, whole);
            }
        }
        return 0;
    }

    private static Path copies(SeriesCopies series, Path folder, int first, int count) throws IOException {
        for (int copy = first; copy < first + count; copy++) {
            series.write(copy, folder.resolve(Integer.toString(copy)));
        }
        return folder;
    }

    private static Node start(Workplace place) throws InterruptedException {
        return Node.start(new NodeConfig(
                Optional.empty(),
                place.node(),
                0,
                EnumSet.of(NodeRole.INGEST, NodeRole.SAMPLER),
                List.of(Device.DEFAULT)));
    }

    /** A model that nobody runs: the samplers make its volumes. */
    private static ModelAnnounced model() {
        return new ModelAnnounced(
                "bench",
                new ContentRef("bench", 1, 0),
                Baseline.MC3_18,
                Preprocessing.lung(VOLUME),
                List.of("Normal", "NCP"),
                new Metrics(new int[][] {{1, 0}, {0, 1}}, OptionalDouble.empty(), OptionalDouble.empty()),
                new Provenance("bench", "none", "none", 0, "", "bench", Instant.now()));
    }

    /** Every scan read and let go. */
    private static int decoded(Path folder) throws IOException {
        int slices = 0;
        for (IngestPlan.Item item :
                IngestPlan.of(IngestRequest.unlabelled(List.of(folder))).items()) {
            slices += item.source().read(item.origin()).slices().size();
        }
        return slices;
    }

    /** Every scan ingested, until so many volumes stand on the bus. */
    private static int volumes(Node node, Path folder, int count) throws InterruptedException {
        Promise<Integer> all = Promise.promise();
        Set<String> seen = new HashSet<>();
        Set<String> before = new HashSet<>();
        Subscription reading = node.bus().tail(Topics.VOLUMES, received -> {
            seen.add(received.key());
            if (seen.size() - before.size() == count) {
                all.tryComplete(count);
            }
        });
        Await.result(reading.caughtUp().onSuccess(nothing -> before.addAll(seen)));
        Await.result(node.ingest().ingest(IngestRequest.unlabelled(List.of(folder)), (done, of) -> {}));
        int volumes = Await.result(all.future());
        Await.result(reading.close());
        return volumes;
    }

    private void print(long bytes, Usage decoding, Usage whole) {
        PrintWriter out = output.out();
        double scansAMinute = 60 * copies / whole.wall();
        long heapMiB = Runtime.getRuntime().maxMemory() >> 20;
        double megabytes = copies * bytes / 1e6 / whole.wall();
        if (output.json()) {
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("scans", copies);
            figures.put("warmUp", warmUp);
            figures.put("decoding", decoding.figures());
            figures.put("whole", whole.figures());
            figures.put("wholeOverDecoding", whole.wall() / decoding.wall());
            figures.put("scansPerMinute", scansAMinute);
            figures.put("megabytesPerSecond", megabytes);
            figures.put("heapMiB", heapMiB);
            output.result(figures);
            return;
        }
        out.printf(
                Locale.ROOT,
                "%d scans of %.1f MB after %d: decoding alone %.2f s (CPU %.2f s), files to volumes %.2f s (CPU %.2f s), ratio %.2f%n"
                        + "%.1f scans a minute, %.1f MB/s; in a heap of %d MiB%n",
                copies,
                bytes / 1e6,
                warmUp,
                decoding.wall(),
                decoding.cpu(),
                whole.wall(),
                whole.cpu(),
                whole.wall() / decoding.wall(),
                scansAMinute,
                megabytes,
                heapMiB);
    }
}
