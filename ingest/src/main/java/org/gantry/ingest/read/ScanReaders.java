package org.gantry.ingest.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
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
     * Whose format a file has; where it is nobody's, a reader that says so when it is asked to read it.
     *
     * @throws IOException where the disk is at fault
     */
    public ScanReader of(Path path) throws IOException {
        ScanFile file = new ScanFile(path);
        byte[] head;
        try {
            head = file.head();
        } catch (UnreadableScanException e) {
            return new Refused(String.valueOf(e.getMessage()), false);
        }
        return readers.stream()
                .filter(reader -> reader.accepts(head))
                .findFirst()
                .orElseGet(() -> new Refused(String.valueOf(nobodys(file, head).getMessage()), false));
    }

    /**
     * The scans that files of one folder hold, and what is said of those that belong to none. Where nothing of a
     * format's files can be read they are a scan all the same, whose reading says why.
     *
     * @param files by the reader that takes them
     */
    public static FoundScans find(Map<ScanReader, List<Path>> files) throws IOException {
        List<ScanSource> sources = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (Map.Entry<ScanReader, List<Path>> entry : files.entrySet()) {
            FoundScans found = entry.getKey().find(entry.getValue());
            if (found.sources().isEmpty() && !found.refused().isEmpty()) {
                sources.add(Refused.source(entry.getKey(), entry.getValue(), found.refused()));
            } else {
                sources.addAll(found.sources());
                refused.addAll(found.refused());
            }
        }
        return new FoundScans(sources, refused);
    }

    private UnreadableScanException nobodys(ScanFile file, byte[] head) {
        if (head.length == 0) {
            return file.unreadable("content", "is empty", "copy or download the file again");
        }
        String start = HexFormat.ofDelimiter(" ").formatHex(Arrays.copyOf(head, Math.min(SHOWN, head.length)));
        return file.unreadable(
                "content",
                "starts with " + start + ", which is no format that Gantry reads",
                "convert it to " + readers.stream().map(ScanReader::format).collect(Collectors.joining(" or ")));
    }
}
