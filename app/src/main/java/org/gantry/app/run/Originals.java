package org.gantry.app.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.gantry.domain.scan.Scan;
import org.gantry.ingest.Formats;
import org.gantry.ingest.read.IntensityChoice;
import org.gantry.ingest.read.ScanOrigin;
import org.gantry.ingest.read.ScanSource;

/**
 * The user's own files, to draw a scan as it came.
 *
 * @param folder the scans'
 * @param masks a folder of lesions' masks under the scans' names, where the truth is known
 * @param mend whether faults of the slices of pictures were mended, so that the slices are those that were answered
 */
public record Originals(Path folder, Optional<Path> masks, boolean mend) {
    Scan scan(String scanId) {
        try {
            return read(folder, scanId);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read scan " + scanId + " again", e);
        }
    }

    /** What is known to be in a scan, (depth, height, width) row-major; empty where nothing is. */
    boolean[] lesions(String scanId) {
        try {
            if (masks.isEmpty() || !Files.exists(masks.get().resolve(scanId + ".nii.gz"))) {
                return new boolean[0];
            }
            Scan mask = read(masks.get(), scanId);
            int pixels = mask.header().rows() * mask.header().columns();
            boolean[] lesions = new boolean[pixels * mask.slices().size()];
            for (int d = 0; d < mask.slices().size(); d++) {
                float[] slice = mask.slices().get(d);
                for (int i = 0; i < pixels; i++) {
                    lesions[d * pixels + i] = slice[i] > 0;
                }
            }
            return lesions;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the lesions of " + scanId, e);
        }
    }

    private Scan read(Path folder, String scanId) throws IOException {
        ScanSource source = Formats.finder()
                .list(folder)
                .find(scanId)
                .orElseThrow(() -> new IOException(folder + " holds no scan " + scanId + " any more"));
        return source.read(new ScanOrigin(scanId, scanId, "", IntensityChoice.AUTO, mend));
    }
}
