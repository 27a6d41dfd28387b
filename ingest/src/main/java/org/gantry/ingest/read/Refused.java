package org.gantry.ingest.read;

import java.nio.file.Path;
import java.util.List;
import org.gantry.domain.scan.Scan;

/**
 * Takes what no other reader takes, and refuses it when it is read, so that one file stops no other.
 *
 * @param why says which file, which field of it, why, and what to do
 * @param ofSlices true where the files are slices of a format that is known
 */
public record Refused(String why, boolean ofSlices) implements ScanReader {
    @Override
    public String format() {
        return "unreadable";
    }

    @Override
    public boolean accepts(byte[] head) {
        return true;
    }

    @Override
    public Scan read(ScanSource source, ScanOrigin origin) {
        throw new UnreadableScanException(why);
    }

    /** Files of one folder of which nothing can be read. */
    static ScanSource source(ScanReader reader, List<Path> files, List<String> reasons) {
        int others = reasons.size() - 1;
        String more =
                others == 0 ? "" : " (and " + others + " more " + (others == 1 ? "file" : "files") + " beside it)";
        return ScanSource.of(new Refused(reasons.get(0) + more, reader.ofSlices()), files);
    }
}
