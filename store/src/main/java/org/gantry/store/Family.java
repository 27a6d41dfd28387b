package org.gantry.store;

import java.util.OptionalLong;
import org.gantry.domain.Codec;

/**
 * A RocksDB column family with the types of its entries. A cache forgets what was written first when it is full, and
 * never rewrites what it holds.
 *
 * @param name its name on disk: lower-case words with dots or dashes
 * @param keys translates keys, keeping their order
 * @param values translates values
 * @param limit bytes on disk that a cache may take; empty for a family that keeps everything
 * @param <K> type of the keys
 * @param <V> type of the values
 */
public record Family<K, V>(String name, KeyCodec<K> keys, Codec<V> values, OptionalLong limit) {
    /** Keeps everything. */
    public Family(String name, KeyCodec<K> keys, Codec<V> values) {
        this(name, keys, values, OptionalLong.empty());
    }

    /** A cache of large values, of at least 1 MiB. */
    public static <K, V> Family<K, V> cache(String name, KeyCodec<K> keys, Codec<V> values, long limit) {
        return new Family<>(name, keys, values, OptionalLong.of(limit));
    }

    public Family {
        if (limit.isPresent() && limit.getAsLong() < 1 << 20) {
            throw new IllegalArgumentException(
                    "a cache of " + limit.getAsLong() + " bytes is too small: give it 1 MiB");
        }
        if (!name.matches("[a-z][a-z0-9.-]*")) {
            throw new IllegalArgumentException("family name '" + name + "' is not lower-case like scan.slices");
        }
        if (name.equals("default") || name.equals(Offsets.FAMILY_NAME)) {
            throw new IllegalArgumentException("family name '" + name + "' is the store's own: choose another");
        }
    }
}
