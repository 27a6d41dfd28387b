package org.gantry.domain.answer;

import java.util.List;
import org.gantry.domain.ContentRef;
import org.gantry.domain.Provenance;
import org.gantry.domain.network.ModelChoice;
import org.gantry.domain.scan.Preprocessing;

/**
 * A model was published.
 *
 * @param model its name
 * @param content its bundle
 * @param network its architecture
 * @param preprocessing how a scan becomes its input
 * @param labels its classes by index
 * @param test metrics of its one test
 * @param provenance where it comes from
 */
public record ModelAnnounced(
        String model,
        ContentRef content,
        ModelChoice network,
        Preprocessing preprocessing,
        List<String> labels,
        Metrics test,
        Provenance provenance) {
    public ModelAnnounced {
        labels = List.copyOf(labels);
    }

    /** Digest of its bundle: what tells it from any other model. */
    public String digest() {
        return content.digest();
    }
}
