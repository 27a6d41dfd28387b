package org.gantry.app.explain;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * The last few of what was read from the log with some effort; who asks for the same meanwhile waits for it, too. Used
 * on one thread.
 *
 * @param <K> what tells one from the others
 * @param <V> what was read
 */
final class Remembered<K, V> {
    private final Vertx vertx;
    private final int most;
    private final Map<K, Future<V>> values = new LinkedHashMap<>(16, 0.75f, true);

    Remembered(Vertx vertx, int most) {
        this.vertx = vertx;
        this.most = most;
    }

    /** It; what could not be read is not remembered. */
    Future<V> of(K key, Callable<V> read) {
        Future<V> known = values.get(key);
        if (known != null) {
            return known;
        }
        Future<V> reading = vertx.executeBlocking(read, false);
        values.put(key, reading);
        if (values.size() > most) {
            values.remove(values.keySet().iterator().next());
        }
        return reading.onFailure(e -> values.remove(key, reading));
    }
}
