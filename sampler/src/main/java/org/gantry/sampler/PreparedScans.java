package org.gantry.sampler;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gantry.domain.scan.Preprocessing;
import org.gantry.domain.scan.ScanCompleted;

/**
 * Scans windowed, resized and cropped, read when they are needed; the last used stay in memory up to a limit, since
 * only slice sampling and flips change from epoch to epoch.
 */
final class PreparedScans {
    private record Key(String scanId, Preprocessing preprocessing) {}

    private final ScanPixels pixels;
    private final long limit;
    private final Map<Key, PreparedScan> cached = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    PreparedScans(ScanPixels pixels, long limit) {
        this.pixels = pixels;
        this.limit = limit;
    }

    PreparedScan of(ScanCompleted scan, Preprocessing preprocessing) {
        Key key = new Key(scan.header().scanId(), preprocessing);
        PreparedScan prepared = cached.get(key);
        if (prepared == null) {
            prepared = new PreparedScan(
                    scan.header(),
                    scan.slices(),
                    index -> pixels.slice(key.scanId(), index).pixels(),
                    preprocessing);
            cached.put(key, prepared);
            bytes += prepared.bytes();
            shrink();
        }
        return prepared;
    }

    private void shrink() {
        Iterator<PreparedScan> eldest = cached.values().iterator();
        while (bytes > limit && eldest.hasNext()) {
            bytes -= eldest.next().bytes();
            eldest.remove();
        }
    }
}
