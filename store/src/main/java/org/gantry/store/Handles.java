package org.gantry.store;

import java.util.Map;
import org.rocksdb.ColumnFamilyHandle;

/** The open column families by name. */
record Handles(Map<String, ColumnFamilyHandle> byName) {
    ColumnFamilyHandle of(String family) {
        ColumnFamilyHandle handle = byName.get(family);
        if (handle == null) {
            throw new IllegalArgumentException("the store was not opened with the family '" + family + "'");
        }
        return handle;
    }

    void close() {
        byName.values().forEach(ColumnFamilyHandle::close);
    }
}
