package org.gantry.interpreter;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.Topics;
import org.gantry.domain.answer.Prediction;
import org.gantry.domain.answer.VolumeToClassify;
import org.gantry.store.Codecs;
import org.gantry.store.Family;
import org.gantry.store.Keys;
import org.gantry.store.Store;

/**
 * Which scans have their answer of which model: a volume that comes twice is answered once. What this process answered
 * it knows itself; what others did stands on the predictions topic, in the partition that has the number of the
 * volumes' one, and is read from there when their partition comes here. Blocks; for one worker.
 */
final class Answered implements AutoCloseable {
    private static final Family<String, String> ANSWERED = new Family<>("answered", Keys.TEXT, Codecs.TEXT);
    private static final String TOPIC = Topics.PREDICTIONS.name();
    private static final int AT_ONCE = 1000;

    private final Store store;
    private final Bus bus;
    private final Set<Integer> known = new HashSet<>();

    Answered(Path directory, Bus bus) {
        this.store = Store.open(directory, List.of(ANSWERED));
        this.bus = bus;
    }

    private static String key(String model, String scanId) {
        return model + "/" + scanId;
    }

    /** Learns what stands on the predictions topic for a partition of the volumes, once while it is here. */
    void learn(int partition) throws InterruptedException {
        if (known.contains(partition)) {
            return;
        }
        long from = store.offset(TOPIC, partition).orElse(0);
        List<String> found = new ArrayList<>();
        long next = Await.result(bus.read(Topics.PREDICTIONS, partition, from, received -> {
            Prediction prediction = received.value();
            found.add(key(prediction.modelDigest(), prediction.scanId()));
            if (found.size() == AT_ONCE) {
                put(found);
                found.clear();
            }
        }));
        put(found);
        store.write(batch -> batch.offset(TOPIC, partition, next));
        known.add(partition);
    }

    /** A partition is another process's from now on. */
    void forget(int partition) {
        known.remove(partition);
    }

    boolean contains(VolumeToClassify volume) {
        return store.get(ANSWERED, key(volume.model(), volume.header().scanId()))
                .isPresent();
    }

    /** Volumes whose answers are committed. */
    void add(Collection<VolumeToClassify> volumes) {
        put(volumes.stream()
                .map(volume -> key(volume.model(), volume.header().scanId()))
                .toList());
    }

    private void put(Collection<String> keys) {
        store.write(batch -> keys.forEach(key -> batch.put(ANSWERED, key, "")));
    }

    @Override
    public void close() {
        store.close();
    }
}
