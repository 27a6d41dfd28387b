package org.gantry.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksObject;

/** Opens a directory as a RocksDB, and says in plain words why it cannot be opened. */
final class Opening {
    /** RocksDB's own default family, which it wants opened. */
    private static final String DEFAULT = "default";

    private Opening() {}

    static Store open(Path dir, List<Family<?, ?>> families) {
        createDirectory(dir);
        RocksDB.loadLibrary();
        if (Damaged.marked(dir)) {
            Damaged.putAside(dir, "a read failed");
            createDirectory(dir);
        }
        try {
            return tryOpen(dir, families);
        } catch (RocksDBException e) {
            if (!Damaged.is(e)) {
                throw refusal(dir, e);
            }
            Damaged.putAside(dir, String.valueOf(e.getMessage()));
            return openEmpty(dir, families);
        }
    }

    private static Store openEmpty(Path dir, List<Family<?, ?>> families) {
        createDirectory(dir);
        try {
            return tryOpen(dir, families);
        } catch (RocksDBException e) {
            throw refusal(dir, e);
        }
    }

    private static Store tryOpen(Path dir, List<Family<?, ?>> families) throws RocksDBException {
        DBOptions options = new DBOptions()
                .setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setKeepLogFileNum(2);
        List<RocksObject> owned = new ArrayList<>(List.of(options));
        List<ColumnFamilyHandle> opened = new ArrayList<>();
        try {
            List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();
            for (String name : names(dir, families)) {
                FamilyOptions of = FamilyOptions.of(families.stream()
                        .filter(family -> family.name().equals(name))
                        .flatMapToLong(family -> family.limit().stream())
                        .findFirst());
                owned.addAll(of.owned());
                descriptors.add(new ColumnFamilyDescriptor(Keys.TEXT.encode(name), of.options()));
            }
            RocksDB db = RocksDB.open(options, dir.toString(), descriptors, opened);
            return new Store(dir, db, handles(descriptors, opened), owned);
        } catch (RocksDBException e) {
            owned.forEach(RocksObject::close);
            throw e;
        }
    }

    private static void createDirectory(Path dir) {
        try {
            Path made = Files.createDirectories(dir);
            if (!Files.isWritable(made)) {
                throw new StoreException("store directory " + dir + " is not writable: choose another", null);
            }
        } catch (IOException e) {
            throw new StoreException(
                    "store directory " + dir + " cannot be made: choose another (" + e.getMessage() + ")", e);
        }
    }

    /** Those asked for, ours, and those that an older version left behind: RocksDB opens all or none. */
    private static Set<String> names(Path dir, List<Family<?, ?>> families) throws RocksDBException {
        Set<String> names = new TreeSet<>(Set.of(DEFAULT, Offsets.FAMILY_NAME));
        for (Family<?, ?> family : families) {
            if (!names.add(family.name())) {
                throw new IllegalArgumentException("two families are named '" + family.name() + "'");
            }
        }
        try (Options options = new Options()) {
            RocksDB.listColumnFamilies(options, dir.toString()).forEach(name -> names.add(Keys.TEXT.decode(name)));
        }
        return names;
    }

    private static Handles handles(List<ColumnFamilyDescriptor> descriptors, List<ColumnFamilyHandle> opened) {
        Map<String, ColumnFamilyHandle> handles = new HashMap<>();
        for (int i = 0; i < opened.size(); i++) {
            handles.put(Keys.TEXT.decode(descriptors.get(i).getName()), opened.get(i));
        }
        return new Handles(handles);
    }

    private static StoreException refusal(Path dir, RocksDBException e) {
        String message = String.valueOf(e.getMessage());
        if (message.toLowerCase(Locale.ROOT).contains("lock")) {
            return new StoreException("store directory " + dir + " is in use by another gantry process", e);
        }
        return new StoreException(
                "store directory " + dir + " cannot be opened: delete it and it is rebuilt from the log (" + message
                        + ")",
                e);
    }
}
