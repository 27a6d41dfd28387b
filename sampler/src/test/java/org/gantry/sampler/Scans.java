package org.gantry.sampler;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import org.gantry.bus.Topics;
import org.gantry.domain.ContentRef;
import org.gantry.domain.Provenance;
import org.gantry.domain.answer.Metrics;
import org.gantry.domain.answer.ModelAnnounced;
import org.gantry.domain.network.Baseline;
import org.gantry.domain.network.Grid;
import org.gantry.domain.run.EpochContent;
import org.gantry.domain.run.EpochEvent;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.domain.scan.DatasetManifest.Entry;
import org.gantry.domain.scan.GatheredSlices;
import org.gantry.domain.scan.Gathering;
import org.gantry.domain.scan.Gathering.Kept;
import org.gantry.domain.scan.Intensity;
import org.gantry.domain.scan.Preprocessing;
import org.gantry.domain.scan.Role;
import org.gantry.domain.scan.Scan;
import org.gantry.domain.scan.ScanCompleted;
import org.gantry.domain.scan.ScanHeader;
import org.gantry.domain.scan.Slice;
import org.gantry.domain.scan.VolumeGeometry;

/** Small scans of data set {@code set}, the data set itself, epochs on it and a model made from it. */
final class Scans {
    static final String DATASET = "set";
    static final int SLICES = 3;
    static final Preprocessing INPUT = Preprocessing.lung(new Grid(2, 4, 4));

    private Scans() {}

    /** HU that count from a number that the id gives; of a data set, or of none where that is empty. */
    static Scan scan(String id, String dataset) {
        ScanHeader header = new ScanHeader(id, id, dataset, Intensity.HU, VolumeGeometry.UNKNOWN, 5, 5);
        List<float[]> slices = new ArrayList<>();
        for (int s = 0; s < SLICES; s++) {
            float[] pixels = new float[25];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = -900 + 10 * i + 5 * s * s + id.hashCode() % 100;
            }
            slices.add(pixels);
        }
        return new Scan(header, slices, List.of());
    }

    static Scan scan(String id) {
        return scan(id, DATASET);
    }

    static List<Slice> slices(Scan scan) {
        return IntStream.range(0, scan.slices().size()).mapToObj(scan::slice).toList();
    }

    /** What a commit of these slices of one scan writes, which is complete with them if they are all. */
    static PartitionScans.Changes changes(int partition, List<Slice> slices) {
        Gathering gathering = Gathering.awaiting(slices.get(0), partition, new Kept(0, 0, Instant.EPOCH));
        for (int i = 0; i < slices.size(); i++) {
            gathering = gathering.with(
                    gathering.slices().accept(slices.get(i)).next(),
                    new Kept(i, slices.get(i).index(), Instant.EPOCH));
        }
        GatheredSlices gathered = gathering.slices();
        return new PartitionScans.Changes(
                slices.stream()
                        .map(s -> new PartitionScans.KeptSlice(
                                s.header().scanId(),
                                s.index(),
                                Topics.SLICES.codec().encode(s)))
                        .toList(),
                Map.of(gathered.header().scanId(), gathering),
                gathered.complete() ? List.of(gathered.completed()) : List.of(),
                Set.of());
    }

    /** A scan whose slices are there. */
    static PreparedScan prepared(Scan scan, Preprocessing preprocessing) {
        return new PreparedScan(scan.header(), scan.slices().size(), scan.slices()::get, preprocessing);
    }

    static ScanCompleted completed(Scan scan) {
        return new ScanCompleted(scan.header(), scan.slices().size(), scan.contentDigest(), List.of());
    }

    /** Scans of one role. */
    static DatasetManifest manifest(Role role, String... ids) {
        List<Entry> entries = Arrays.stream(ids)
                .map(id -> new Entry(id, id, 1, role, "digest"))
                .toList();
        return new DatasetManifest(DATASET, List.of("Normal", "NCP"), entries);
    }

    static EpochEvent.Requested request(EpochContent content, int batch) {
        return new EpochEvent.Requested("run/full", 0, DATASET, content, INPUT, batch, 1);
    }

    static EpochEvent.Credited credit(int batches) {
        return new EpochEvent.Credited("run/full", 0, batches);
    }

    static ModelAnnounced model(String digest) {
        return new ModelAnnounced(
                "run",
                new ContentRef(digest, 1, 0),
                Baseline.MC3_18,
                INPUT,
                List.of("Normal", "NCP"),
                new Metrics(new int[][] {{1, 0}, {0, 1}}, OptionalDouble.of(1), OptionalDouble.empty()),
                new Provenance("run", DATASET, "digest", 1, "", "test", Instant.EPOCH));
    }
}
