package org.gantry.ingest.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.gantry.domain.scan.Scan;

/**
 * A scan that can be read: the files that hold it.
 *
 * @param reader reads it
 * @param files all of them, in one folder; one, or a slice in each
 * @param identity who it is by its own account
 * @param oddities what was odd about its files, for people
 */
public record ScanSource(ScanReader reader, List<Path> files, Optional<Identity> identity, List<String> oddities) {
    /**
     * Who a scan is by its own account, as DICOM says it; empty where it does not say. It identifies a patient and
     * never leaves this module but as a keyed hash.
     *
     * @param series the series' unique identifier
     * @param patient the patient's
     */
    public record Identity(String series, String patient) {}

    public ScanSource {
        if (files.isEmpty()) {
            throw new IllegalArgumentException("a scan needs a file");
        }
        files = List.copyOf(files);
        oddities = List.copyOf(oddities);
    }

    /** A scan in a file of its own. */
    public static ScanSource file(ScanReader reader, Path file) {
        return of(reader, List.of(file));
    }

    /** A scan in files that say nothing of who it is. */
    public static ScanSource of(ScanReader reader, List<Path> files) {
        return new ScanSource(reader, files, Optional.empty(), List.of());
    }

    /** Its first file. */
    public Path first() {
        return files.get(0);
    }

    /** Where it is, for people: its file, or the folder of its files. */
    public Path place() {
        Path folder = first().getParent();
        return files.size() == 1 || folder == null ? first() : folder;
    }

    /**
     * The scan.
     *
     * @throws UnreadableScanException where a file is at fault
     * @throws IOException where the disk is
     */
    public Scan read(ScanOrigin origin) throws IOException {
        return reader.read(this, origin);
    }

    /** The scan, looked through for faults of its slices, which are mended where the origin asks for that. */
    public Examined examine(ScanOrigin origin) throws IOException {
        return reader.examine(this, origin);
    }
}
