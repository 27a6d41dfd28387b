package org.gantry.sampler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gantry.domain.run.EpochEvent;
import org.gantry.domain.scan.DatasetManifest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The epochs that are open, one a job: a job's newer request replaces the one before, a closed one goes. Pure state; a
 * request on a data set that is not known yet waits for it.
 */
final class EpochDesk {
    private static final Logger LOG = LoggerFactory.getLogger(EpochDesk.class);

    private static final class Asked {
        private final EpochEvent.Requested request;
        private int credit;
        private @Nullable OpenEpoch open;

        Asked(EpochEvent.Requested request) {
            this.request = request;
        }
    }

    private final Map<String, Asked> asked = new HashMap<>();
    private final Map<String, DatasetManifest> manifests = new HashMap<>();

    void on(EpochEvent event) {
        if (event instanceof EpochEvent.Requested request) {
            asked.put(request.job(), new Asked(request));
            return;
        }
        Asked current = asked.get(event.job());
        if (current == null || current.request.epoch() != event.epoch()) {
            return;
        }
        if (event instanceof EpochEvent.Credited credited) {
            current.credit = Math.max(current.credit, credited.batches());
            if (current.open != null) {
                current.open.grant(credited.batches());
            }
        } else {
            asked.remove(event.job());
        }
    }

    void on(DatasetManifest manifest) {
        manifests.put(manifest.name(), manifest);
    }

    @Nullable
    DatasetManifest manifest(String name) {
        return manifests.get(name);
    }

    /** The open epochs whose data set is known. */
    List<OpenEpoch> open() {
        List<OpenEpoch> open = new ArrayList<>();
        // a request that no epoch can be planned from is its trainer's to report; here it must not stop the others
        asked.values().removeIf(a -> !opens(a));
        for (Asked a : asked.values()) {
            if (a.open != null) {
                open.add(a.open);
            }
        }
        return open;
    }

    /** Opens a request where its data set is known; false where that fails. */
    private boolean opens(Asked a) {
        DatasetManifest manifest = manifests.get(a.request.dataset());
        if (a.open == null && manifest != null) {
            try {
                a.open = new OpenEpoch(a.request, manifest, a.credit);
            } catch (IllegalArgumentException e) {
                LOG.warn("epoch {} of {} cannot be planned: {}", a.request.epoch(), a.request.job(), e.getMessage());
                return false;
            }
        }
        return true;
    }
}
