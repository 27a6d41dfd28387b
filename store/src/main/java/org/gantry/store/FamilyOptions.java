package org.gantry.store;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompactionOptionsFIFO;
import org.rocksdb.CompactionStyle;
import org.rocksdb.CompressionType;
import org.rocksdb.RocksObject;

/**
 * How RocksDB keeps a family.
 *
 * @param options for RocksDB
 * @param owned native objects to be closed after the store, the options among them
 */
record FamilyOptions(ColumnFamilyOptions options, List<RocksObject> owned) {
    private static final long WRITE_BUFFER_BYTES = 16L << 20;
    /** A cache keeps all its files open, so they are large: 512 of them make 32 GiB. */
    private static final long CACHE_FILE_BYTES = 64L << 20;

    private static final double FILTER_BITS = 10;

    /** A family that keeps everything, or a cache of at most so many bytes. */
    static FamilyOptions of(OptionalLong limit) {
        ColumnFamilyOptions options = new ColumnFamilyOptions().setWriteBufferSize(WRITE_BUFFER_BYTES);
        return limit.isPresent()
                ? cache(options, limit.getAsLong())
                : new FamilyOptions(options.setCompressionType(CompressionType.LZ4_COMPRESSION), List.of(options));
    }

    /**
     * The oldest files are dropped whole and none is rewritten; every file may hold a key, so filters say which does
     * not. Pixels hardly shrink, so they are stored as they are.
     */
    private static FamilyOptions cache(ColumnFamilyOptions options, long limit) {
        CompactionOptionsFIFO oldestFirst = new CompactionOptionsFIFO().setMaxTableFilesSize(limit);
        BloomFilter filter = new BloomFilter(FILTER_BITS);
        options.setCompactionStyle(CompactionStyle.FIFO)
                .setCompactionOptionsFIFO(oldestFirst)
                .setWriteBufferSize(Math.min(CACHE_FILE_BYTES, limit / 4))
                .setTableFormatConfig(new BlockBasedTableConfig().setFilterPolicy(filter))
                .setCompressionType(CompressionType.NO_COMPRESSION);
        return new FamilyOptions(options, new ArrayList<>(List.of(options, oldestFirst, filter)));
    }
}
