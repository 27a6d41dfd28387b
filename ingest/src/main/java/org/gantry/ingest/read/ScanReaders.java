package org.gantry.ingest.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.gantry.domain.scan.Scan;

/**
 * Finds the reader of a file by what is in it.
 *
 * @param readers one for each format
 */
public record ScanReaders(List<ScanReader> readers) {
    private static final int SHOWN = 8;

    public ScanReaders {
        readers = List.copyOf(readers);
    }

    /**
     * The scan of a file that holds one.
     *
     * @throws UnreadableScanException where the file is at fault
     * @throws IOException where the disk is
     */
    public Scan read(Path path, ScanOrigin origin) throws IOException {
        return ScanSource.file(of(path), path).read(origin);
    }

    /**
     * Whose format a file has.
     *
     * @throws UnreadableScanException where it is nobody's
     * @throws IOException where the disk is at fault
     */
    public ScanReader of(Path path) throws IOException {
        ScanFile file = new ScanFile(path);
        byte[] head = file.head();
        if (head.length == 0) {
            throw file.unreadable("content", "is empty", "copy or download the file again");
        }
        for (ScanReader reader : readers) {
            if (reader.accepts(head)) {
                return reader;
            }
        }
        String start = HexFormat.ofDelimiter(" ").formatHex(Arrays.copyOf(head, Math.min(SHOWN, head.length)));
        throw file.unreadable(
                "content",
                "starts with " + start + ", which is no format that Gantry reads",
                "convert it to " + readers.stream().map(ScanReader::format).collect(Collectors.joining(" or ")));
    }
}
