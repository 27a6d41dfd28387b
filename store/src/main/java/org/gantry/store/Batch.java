package org.gantry.store;

import org.gantry.domain.CanIgnoreReturnValue;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** Changes that are written together or not at all; what goes to caches may be lost in a crash. */
@CanIgnoreReturnValue
public final class Batch {
    private final Handles handles;
    private final WriteBatch changes;
    private final WriteBatch cached;

    Batch(Handles handles, WriteBatch changes, WriteBatch cached) {
        this.handles = handles;
        this.changes = changes;
        this.cached = cached;
    }

    /** Sets the value of a key. */
    public <K, V> Batch put(Family<K, V> family, K key, V value) {
        return putBytes(family, key, family.values().encode(value));
    }

    /** Sets the value of a key that was encoded already. */
    public <K> Batch putBytes(Family<K, ?> family, K key, byte[] value) {
        WriteBatch to = family.limit().isPresent() ? cached : changes;
        return put(to, family.name(), family.keys().encode(key), value);
    }

    /** Removes a key, if it is there. */
    public <K> Batch delete(Family<K, ?> family, K key) {
        try {
            (family.limit().isPresent() ? cached : changes)
                    .delete(handles.of(family.name()), family.keys().encode(key));
            return this;
        } catch (RocksDBException e) {
            throw new StoreException("cannot delete from family " + family.name(), e);
        }
    }

    /** Notes the offset after the last record of a partition that the state includes. */
    public Batch offset(String topic, int partition, long next) {
        return put(changes, Offsets.FAMILY_NAME, Offsets.key(topic, partition), Offsets.value(next));
    }

    private Batch put(WriteBatch to, String family, byte[] key, byte[] value) {
        try {
            to.put(handles.of(family), key, value);
            return this;
        } catch (RocksDBException e) {
            throw new StoreException("cannot put into family " + family, e);
        }
    }
}
