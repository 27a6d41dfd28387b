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
 * @param signature of its bundle, as {@link SigningKey} gives it; empty where nobody signed
 */
public record ModelAnnounced(
        String model,
        ContentRef content,
        ModelChoice network,
        Preprocessing preprocessing,
        List<String> labels,
        Metrics test,
        Provenance provenance,
        String signature) {
    public ModelAnnounced {
        labels = List.copyOf(labels);
    }

    /** That nobody signed. */
    public ModelAnnounced(
            String model,
            ContentRef content,
            ModelChoice network,
            Preprocessing preprocessing,
            List<String> labels,
            Metrics test,
            Provenance provenance) {
        this(model, content, network, preprocessing, labels, test, provenance, "");
    }

    /** The same with a signature of its bundle. */
    public ModelAnnounced signed(String by) {
        return new ModelAnnounced(model, content, network, preprocessing, labels, test, provenance, by);
    }

    /** Digest of its bundle: what tells it from any other model. */
    public String digest() {
        return content.digest();
    }
}
