package org.gantry.store;

import org.gantry.domain.Codec;

/**
 * A RocksDB column family with the types of its entries.
 *
 * @param name its name on disk: lower-case words with dots or dashes
 * @param keys translates keys, keeping their order
 * @param values translates values
 * @param <K> type of the keys
 * @param <V> type of the values
 */
public record Family<K, V>(String name, KeyCodec<K> keys, Codec<V> values) {
    public Family {
        if (!name.matches("[a-z][a-z0-9.-]*")) {
            throw new IllegalArgumentException("family name '" + name + "' is not lower-case like scan.slices");
        }
        if (name.equals("default") || name.equals(Offsets.FAMILY_NAME)) {
            throw new IllegalArgumentException("family name '" + name + "' is the store's own: choose another");
        }
    }
}
