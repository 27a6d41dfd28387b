package org.gantry.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.RocksObject;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * Typed families in one RocksDB directory, which belongs to this process; safe for use by several threads, but
 * blocking, so never on an event loop.
 */
public final class Store implements AutoCloseable {
    private static final byte[] NO_PREFIX = {};

    private final Path dir;
    private final RocksDB db;
    private final Handles handles;
    private final List<RocksObject> options;

    Store(Path dir, RocksDB db, Handles handles, List<RocksObject> options) {
        this.dir = dir;
        this.db = db;
        this.handles = handles;
        this.options = options;
    }

    /**
     * Opens a directory, makes it and its families where they are missing.
     *
     * @throws StoreException if another process has it open, or it cannot be written or read
     */
    public static Store open(Path dir, List<Family<?, ?>> families) {
        return Opening.open(dir, families);
    }

    /** The value of a key. */
    public <K, V> Optional<V> get(Family<K, V> family, K key) {
        return Optional.ofNullable(read(family.name(), family.keys().encode(key)))
                .map(family.values()::decode);
    }

    /** All entries of a family in the order of their keys. */
    public <K, V> List<Entry<K, V>> scan(Family<K, V> family) {
        List<Entry<K, V>> entries = new ArrayList<>();
        forEach(family, NO_PREFIX, (key, value) -> entries.add(new Entry<>(key, value)));
        return entries;
    }

    /** The entries whose keys start with a prefix, in the order of their keys. */
    public <K, V> List<Entry<K, V>> scan(Family<K, V> family, K prefix) {
        List<Entry<K, V>> entries = new ArrayList<>();
        forEach(family, prefix, (key, value) -> entries.add(new Entry<>(key, value)));
        return entries;
    }

    /** Visits the entries whose keys start with a prefix, one in memory at a time. */
    public <K, V> void forEach(Family<K, V> family, K prefix, BiConsumer<K, V> visitor) {
        forEach(family, family.keys().encode(prefix), visitor);
    }

    /**
     * Writes changes of several families at once: all of them or, after a crash, none. What goes to caches is written
     * before and without the log that a crash is mended from.
     */
    public void write(Consumer<Batch> changes) {
        try (WriteBatch batch = new WriteBatch();
                WriteBatch cached = new WriteBatch();
                WriteOptions how = new WriteOptions();
                WriteOptions withoutLog = new WriteOptions().setDisableWAL(true)) {
            changes.accept(new Batch(handles, batch, cached));
            if (cached.count() > 0) {
                db.write(withoutLog, cached);
            }
            db.write(how, batch);
        } catch (RocksDBException e) {
            throw Damaged.is(e)
                    ? unreadable(e)
                    : new StoreException(
                            "store " + dir + " cannot be written: is the disk full? (" + e.getMessage() + ")", e);
        }
    }

    /** The offset after the last record of a partition that the state includes. */
    public OptionalLong offset(String topic, int partition) {
        byte[] next = read(Offsets.FAMILY_NAME, Offsets.key(topic, partition));
        return next == null ? OptionalLong.empty() : OptionalLong.of(Codecs.NUMBER.decode(next));
    }

    /** Partition to the offset after the last of its records that the state includes, of all partitions of a topic. */
    public Map<Integer, Long> offsets(String topic) {
        Map<Integer, Long> offsets = new TreeMap<>();
        forEach(
                Offsets.FAMILY_NAME,
                Offsets.topic(topic),
                (key, next) -> offsets.put(Offsets.partition(key), Codecs.NUMBER.decode(next)));
        return offsets;
    }

    @Override
    public void close() {
        handles.close();
        db.close();
        options.forEach(RocksObject::close);
    }

    private <K, V> void forEach(Family<K, V> family, byte[] prefix, BiConsumer<K, V> visitor) {
        forEach(
                family.name(),
                prefix,
                (key, value) -> visitor.accept(
                        family.keys().decode(key), family.values().decode(value)));
    }

    private void forEach(String family, byte[] prefix, BiConsumer<byte[], byte[]> visitor) {
        ColumnFamilyHandle handle = handles.of(family);
        try (RocksIterator entries = db.newIterator(handle)) {
            for (entries.seek(prefix); entries.isValid() && startsWith(entries.key(), prefix); entries.next()) {
                visitor.accept(entries.key(), entries.value());
            }
            entries.status();
        } catch (RocksDBException e) {
            throw unreadable(e);
        }
    }

    private byte @Nullable [] read(String family, byte[] key) {
        try {
            return db.get(handles.of(family), key);
        } catch (RocksDBException e) {
            throw unreadable(e);
        }
    }

    private StoreException unreadable(RocksDBException e) {
        if (Damaged.is(e)) {
            Damaged.mark(dir);
            return new StoreException(
                    "store " + dir + " is damaged: start again, and it is rebuilt from the log (" + e.getMessage()
                            + ")",
                    e);
        }
        return new StoreException(
                "store " + dir + " cannot be read: delete it and it is rebuilt from the log (" + e.getMessage() + ")",
                e);
    }

    private static boolean startsWith(byte[] key, byte[] prefix) {
        return key.length >= prefix.length && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }
}
