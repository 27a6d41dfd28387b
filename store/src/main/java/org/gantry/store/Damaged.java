package org.gantry.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gantry.domain.Trees;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores whose files are damaged. Their state is a cache of the log, so they are put aside when they are opened, one
 * for each directory, and the owner begins with an empty one.
 */
final class Damaged {
    private static final Logger LOG = LoggerFactory.getLogger(Damaged.class);
    private static final String ASIDE = ".damaged";
    /** Stands in a directory whose damage was found while it was open. */
    private static final String MARK = "DAMAGED";

    private Damaged() {}

    /** Whether RocksDB says that its files do not hold what it wrote. */
    static boolean is(RocksDBException e) {
        return e.getStatus() != null && e.getStatus().getCode() == Status.Code.Corruption;
    }

    /** Remembers damage that was found while a store was open. */
    static void mark(Path dir) {
        try {
            Files.writeString(dir.resolve(MARK), "put aside when it is opened next");
        } catch (IOException e) {
            LOG.warn("store {} is damaged, and that cannot be written there: delete it", dir, e);
        }
    }

    static boolean marked(Path dir) {
        return Files.exists(dir.resolve(MARK));
    }

    /**
     * Puts a directory aside in place of an earlier one.
     *
     * @throws StoreException if it cannot be moved
     */
    static void putAside(Path dir, String why) {
        Path aside = dir.resolveSibling(dir.getFileName() + ASIDE);
        try {
            Trees.delete(aside);
            Files.move(dir, aside);
        } catch (IOException e) {
            throw new StoreException(
                    "store directory " + dir + " is damaged (" + why + ") and cannot be moved to " + aside
                            + ": delete it and it is rebuilt from the log",
                    e);
        }
        LOG.warn("store {} is damaged ({}): it lies in {} now, and is rebuilt from the log", dir, why, aside);
    }
}
