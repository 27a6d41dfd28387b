package org.gantry.sampler;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.gantry.bus.Topics;
import org.gantry.bus.codec.GatheringCodec;
import org.gantry.bus.codec.ScanCodecs;
import org.gantry.domain.scan.Gathering;
import org.gantry.domain.scan.ScanCompleted;
import org.gantry.domain.scan.Slice;
import org.gantry.store.Codecs;
import org.gantry.store.Entry;
import org.gantry.store.Family;
import org.gantry.store.Key;
import org.gantry.store.Keys;
import org.gantry.store.Store;

/**
 * The last slices that this sampler took, what is known of their scans, and which volumes were sent to be classified,
 * together with the offset of the slices topic that all this includes.
 */
final class ScanStore implements AutoCloseable {
    private static final Family<String, ScanCompleted> SCANS =
            new Family<>("scans", Keys.TEXT, ScanCodecs.SCAN_COMPLETED);
    private static final Family<String, Long> PARTITIONS = new Family<>("partitions", Keys.TEXT, Codecs.NUMBER);
    private static final Family<String, String> SENT = new Family<>("sent", Keys.TEXT, Codecs.TEXT);
    private static final Family<String, Gathering> GATHERINGS =
            new Family<>("gatherings", Keys.TEXT, GatheringCodec.GATHERING);
    /** Ids of scans that lack slices, which nobody was told yet, with the partition that they come from. */
    private static final Family<String, Long> OPEN = new Family<>("open", Keys.TEXT, Codecs.NUMBER);
    /** Ids of scans of a data set that are to be classified as those of none are. */
    private static final Family<String, String> LOOSE = new Family<>("loose", Keys.TEXT, Codecs.TEXT);
    /** With the version of this layout: the state of another one does not count, and is built from the log again. */
    private static final String TOPIC = Topics.SLICES.name() + "/3";

    private final Family<Key, Slice> pixels;
    private final Store store;
    private final Map<Integer, Long> offsets;

    /** A store whose slices take at most so many bytes on disk; those that came first are forgotten first. */
    ScanStore(Path directory, long limit) {
        pixels = Family.cache("pixels", Keys.NAME_AND_NUMBERS, ScanCodecs.SLICE, limit);
        store = Store.open(directory, List.of(pixels, SCANS, PARTITIONS, SENT, GATHERINGS, OPEN, LOOSE));
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
    void write(int partition, long nextOffset, PartitionScans.Changes changes) {
        store.write(batch -> {
            changes.kept().forEach(kept -> batch.putBytes(pixels, Key.of(kept.scanId(), kept.index()), kept.bytes()));
            changes.gatherings().forEach((scanId, gathering) -> {
                batch.put(GATHERINGS, scanId, gathering);
                if (gathering.slices().complete() || gathering.told()) {
                    batch.delete(OPEN, scanId);
                } else {
                    batch.put(OPEN, scanId, (long) partition);
                }
            });
            for (ScanCompleted c : changes.completed()) {
                batch.put(SCANS, c.header().scanId(), c);
                batch.put(PARTITIONS, c.header().scanId(), (long) partition);
            }
            changes.loose().forEach(scanId -> batch.put(LOOSE, scanId, scanId));
            batch.offset(TOPIC, partition, nextOffset);
        });
        offsets.put(partition, nextOffset);
    }

    /** What is known of a scan, complete or not. */
    Optional<Gathering> gathering(String scanId) {
        return store.get(GATHERINGS, scanId);
    }

    /** Ids of the scans that lack slices, which nobody was told yet, and the partition of each. */
    Map<String, Integer> open() {
        return store.scan(OPEN).stream().collect(Collectors.toMap(Entry::key, entry -> Math.toIntExact(entry.value())));
    }

    /** Notes that a scan was said to be incomplete. */
    void markTold(String scanId, Gathering gathering) {
        store.write(
                batch -> batch.put(GATHERINGS, scanId, gathering.afterTold()).delete(OPEN, scanId));
    }

    Optional<ScanCompleted> completed(String scanId) {
        return store.get(SCANS, scanId);
    }

    /** All complete scans, by id. */
    List<ScanCompleted> completed() {
        return store.scan(SCANS).stream().map(Entry::value).toList();
    }

    /** True for a scan that is to be classified whatever data set it is in. */
    boolean loose(ScanCompleted scan) {
        return scan.header().dataset().isEmpty()
                || store.get(LOOSE, scan.header().scanId()).isPresent();
    }

    /** The partition of the slices topic that a complete scan came from. */
    OptionalLong partition(String scanId) {
        return store.get(PARTITIONS, scanId).map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    /** A slice; empty where it was never here or is forgotten. */
    Optional<Slice> slice(String scanId, int index) {
        return store.get(pixels, Key.of(scanId, index));
    }

    /** Puts back a slice that was forgotten. */
    void restore(Slice slice) {
        store.write(batch -> batch.put(pixels, Key.of(slice.header().scanId(), slice.index()), slice));
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
