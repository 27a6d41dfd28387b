package org.gantry.ingest.read;

import java.io.IOException;
import java.nio.file.Path;
import org.gantry.domain.scan.Scan;

/** Reads one format; found by content, never by the file's name. */
public interface ScanReader {
    /** Name of the format, for people. */
    String format();

    /** True where the first {@value ScanFile#HEAD} bytes, unpacked, are of this format. */
    boolean accepts(byte[] head);

    /**
     * The scan of a file: axial slices, feet to head.
     *
     * @throws UnreadableScanException where the file is at fault
     * @throws IOException where the disk is
     */
    Scan read(Path file, ScanOrigin origin) throws IOException;
}
