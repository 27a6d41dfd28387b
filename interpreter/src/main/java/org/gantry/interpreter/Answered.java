package org.gantry.interpreter;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.gantry.bus.Topics;
import org.gantry.domain.answer.VolumeToClassify;
import org.gantry.store.Codecs;
import org.gantry.store.Family;
import org.gantry.store.Keys;
import org.gantry.store.Store;

/**
 * Which scans have their answer of which model, with the offset of the volumes that it includes: a volume that comes
 * twice is answered once.
 */
final class Answered implements AutoCloseable {
    private static final Family<String, String> ANSWERED = new Family<>("answered", Keys.TEXT, Codecs.TEXT);
    private static final String TOPIC = Topics.VOLUMES.name();

    private final Store store;
    private final Map<Integer, Long> offsets;

    Answered(Path directory) {
        store = Store.open(directory, List.of(ANSWERED));
        offsets = new ConcurrentHashMap<>(store.offsets(TOPIC));
    }

    private static String key(VolumeToClassify volume) {
        return volume.model() + "/" + volume.header().scanId();
    }

    boolean contains(VolumeToClassify volume) {
        return store.get(ANSWERED, key(volume)).isPresent();
    }

    /** Volumes whose answers are committed, and the offset after the last of them. */
    void add(List<VolumeToClassify> volumes, int partition, long nextOffset) {
        store.write(batch -> {
            volumes.forEach(v -> batch.put(ANSWERED, key(v), v.header().scanId()));
            batch.offset(TOPIC, partition, nextOffset);
        });
        offsets.put(partition, nextOffset);
    }

    /** Where the state of a partition ends, 0 where there is none; known in memory, so any thread may ask. */
    long offset(int partition) {
        return offsets.getOrDefault(partition, 0L);
    }

    @Override
    public void close() {
        store.close();
    }
}
