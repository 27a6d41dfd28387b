package org.gantry.sampler;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.gantry.bus.Topics;
import org.gantry.bus.codec.ScanCodecs;
import org.gantry.domain.scan.Scan;
import org.gantry.domain.scan.ScanCompleted;
import org.gantry.domain.scan.Slice;
import org.gantry.store.Codecs;
import org.gantry.store.Entry;
import org.gantry.store.Family;
import org.gantry.store.Key;
import org.gantry.store.Keys;
import org.gantry.store.Store;

/**
 * The slices that this sampler owns, which scans of them are complete, and which volumes were sent to be classified,
 * together with the offset of the slices topic that all this includes.
 */
final class ScanStore implements AutoCloseable {
    private static final Family<Key, Slice> SLICES = new Family<>("slices", Keys.NAME_AND_NUMBERS, ScanCodecs.SLICE);
    private static final Family<String, ScanCompleted> SCANS =
            new Family<>("scans", Keys.TEXT, ScanCodecs.SCAN_COMPLETED);
    private static final Family<String, Long> PARTITIONS = new Family<>("partitions", Keys.TEXT, Codecs.NUMBER);
    private static final Family<String, String> SENT = new Family<>("sent", Keys.TEXT, Codecs.TEXT);
    private static final String TOPIC = Topics.SLICES.name();

    private final Store store;
    private final Map<Integer, Long> offsets;

    ScanStore(Path directory) {
        store = Store.open(directory, List.of(SLICES, SCANS, PARTITIONS, SENT));
        offsets = new ConcurrentHashMap<>(store.offsets(TOPIC));
    }

    /**
     * Where the state of a partition ends; 0 where there is none, so that it is rebuilt from the log. Known in memory,
     * so any thread may ask.
     */
    long offset(int partition) {
        return offsets.getOrDefault(partition, 0L);
    }

    /** What a committed batch of slices changed, in one write. */
    void write(int partition, long nextOffset, List<Slice> slices, List<ScanCompleted> completed) {
        store.write(batch -> {
            for (Slice s : slices) {
                batch.put(SLICES, Key.of(s.header().scanId(), s.index()), s);
            }
            for (ScanCompleted c : completed) {
                batch.put(SCANS, c.header().scanId(), c);
                batch.put(PARTITIONS, c.header().scanId(), (long) partition);
            }
            batch.offset(TOPIC, partition, nextOffset);
        });
        offsets.put(partition, nextOffset);
    }

    Optional<ScanCompleted> completed(String scanId) {
        return store.get(SCANS, scanId);
    }

    /** All complete scans, by id. */
    List<ScanCompleted> completed() {
        return store.scan(SCANS).stream().map(Entry::value).toList();
    }

    /** The partition of the slices topic that a complete scan came from. */
    OptionalLong partition(String scanId) {
        return store.get(PARTITIONS, scanId).map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    /** The slices of a scan that are here, by index. */
    List<Slice> slices(String scanId) {
        return store.scan(SLICES, Key.of(scanId)).stream().map(Entry::value).toList();
    }

    /** A complete scan with its voxels. */
    Scan scan(ScanCompleted completed) {
        List<float[]> pixels = new ArrayList<>();
        for (Slice slice : slices(completed.header().scanId())) {
            pixels.add(slice.pixels());
        }
        return new Scan(completed.header(), pixels, completed.oddities());
    }

    boolean sent(String scanId, String model) {
        return store.get(SENT, model + "/" + scanId).isPresent();
    }

    void markSent(String scanId, String model) {
        store.write(batch -> batch.put(SENT, model + "/" + scanId, scanId));
    }

    @Override
    public void close() {
        store.close();
    }
}
