package org.gantry.bus;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.gantry.domain.scan.DatasetManifest;

/** What stands on a topic now. */
public final class Snapshot {
    private Snapshot() {}

    /** All records of some kind, in the order of each key. */
    public static <V> Future<List<V>> all(Bus bus, Topic<V> topic, Predicate<V> wanted) {
        List<V> values = Collections.synchronizedList(new ArrayList<>());
        Subscription reading = bus.tail(topic, r -> {
            if (wanted.test(r.value())) {
                values.add(r.value());
            }
        });
        return reading.caughtUp().compose(done -> reading.close()).map(done -> List.copyOf(values));
    }

    /** The latest record of one key and some kind; of its partition alone, so that the others are not read. */
    public static <V> Future<Optional<V>> latest(Bus bus, Topic<V> topic, String key, Predicate<V> wanted) {
        AtomicReference<Optional<V>> latest = new AtomicReference<>(Optional.empty());
        return bus.partition(topic, key)
                .compose(partition -> bus.read(topic, partition, 0, received -> {
                    if (received.key().equals(key) && wanted.test(received.value())) {
                        latest.set(Optional.of(received.value()));
                    }
                }))
                .map(end -> latest.get());
    }

    /** The latest record of each key. */
    public static <V> Future<Map<String, V>> latest(Bus bus, Topic<V> topic) {
        Map<String, V> values = Collections.synchronizedMap(new LinkedHashMap<>());
        Subscription reading = bus.tail(topic, r -> {
            values.remove(r.key());
            values.put(r.key(), r.value());
        });
        return reading.caughtUp().compose(done -> reading.close()).map(done -> Map.copyOf(values));
    }

    /** A data set by name; fails with the names that there are where it is not there. */
    public static Future<DatasetManifest> dataset(Bus bus, String name) {
        return latest(bus, Topics.DATASETS).map(manifests -> {
            DatasetManifest manifest = manifests.get(name);
            if (manifest == null) {
                throw new IllegalArgumentException(
                        "data set " + name + " is not on the bus; there are " + manifests.keySet());
            }
            return manifest;
        });
    }
}
