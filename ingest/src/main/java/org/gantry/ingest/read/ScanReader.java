package org.gantry.ingest.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.gantry.domain.scan.Scan;

/** Reads one format; found by content, never by the file's name. */
public interface ScanReader {
    /** Name of the format, for people. */
    String format();

    /** True where the first {@value ScanFile#HEAD} bytes, unpacked, are of this format. */
    boolean accepts(byte[] head);

    /** True where a file is a slice, or may be: a scan then has its folder's name. */
    default boolean ofSlices() {
        return false;
    }

    /**
     * True where a file of which nothing can be read, but which lies beside slices of this format, is a damaged one of
     * them by its name.
     */
    default boolean claims(String fileName) {
        return false;
    }

    /**
     * The scans that files of this format hold, all of one folder and in the order of their names. A file is a scan
     * here; a format of slices puts files together.
     *
     * @throws IOException where the disk is at fault
     */
    default FoundScans find(List<Path> files) throws IOException {
        return new FoundScans(
                files.stream().map(file -> ScanSource.file(this, file)).toList(), List.of());
    }

    /**
     * The scan of a source that {@link #find} gave: axial slices, feet to head.
     *
     * @throws UnreadableScanException where a file is at fault
     * @throws IOException where the disk is
     */
    Scan read(ScanSource source, ScanOrigin origin) throws IOException;

    /** True where slices come one by one from somewhere and nothing but their names keeps them together. */
    default boolean examines() {
        return false;
    }

    /**
     * The same with the faults of its slices where it {@link #examines}; {@link Examined#of} finds those of any scan.
     */
    default Examined examine(ScanSource source, ScanOrigin origin) throws IOException {
        return new Examined(read(source, origin), List.of());
    }
}
