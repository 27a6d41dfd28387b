package org.gantry.sampler;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gantry.bus.Origin;
import org.gantry.bus.Received;
import org.gantry.domain.scan.Slice;

/**
 * Where the latest slices of scans came from, for what is made of them. In memory alone: of scans that were here before
 * a restart, and of the oldest of very many, nothing is known. Used on one thread.
 */
final class ScanOrigins {
    private static final int MOST = 10_000;

    private final Map<String, Origin> latest = new LinkedHashMap<>();

    /** A slice came. */
    void note(Received<Slice> received) {
        String scanId = received.value().header().scanId();
        latest.remove(scanId);
        latest.put(scanId, received.origin());
        if (latest.size() > MOST) {
            latest.remove(latest.keySet().iterator().next());
        }
    }

    /** Of the scan's latest slice. */
    Origin of(String scanId) {
        return latest.getOrDefault(scanId, Origin.UNKNOWN);
    }
}
