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
 * @param network its architecture; of an ensemble its first member's
 * @param preprocessing how a scan becomes its input
 * @param labels its classes by index
 * @param test metrics of its one test
 * @param provenance where it comes from
 * @param signature of its bundle, as {@link SigningKey} gives it; empty where nobody signed
 * @param members digests of the bundles of an ensemble's members, the first being the best; none of one network
 */
public record ModelAnnounced(
        String model,
        ContentRef content,
        ModelChoice network,
        Preprocessing preprocessing,
        List<String> labels,
        Metrics test,
        Provenance provenance,
        String signature,
        List<String> members) {
    public ModelAnnounced {
        labels = List.copyOf(labels);
        members = List.copyOf(members);
    }

    /** One network that nobody signed. */
    public ModelAnnounced(
            String model,
            ContentRef content,
            ModelChoice network,
            Preprocessing preprocessing,
            List<String> labels,
            Metrics test,
            Provenance provenance) {
        this(model, content, network, preprocessing, labels, test, provenance, "", List.of());
    }

    /** The same with a signature of its bundle. */
    public ModelAnnounced signed(String by) {
        return new ModelAnnounced(model, content, network, preprocessing, labels, test, provenance, by, members);
    }

    /** The same as an ensemble of these. */
    public ModelAnnounced ensembleOf(List<String> digests) {
        return new ModelAnnounced(model, content, network, preprocessing, labels, test, provenance, signature, digests);
    }

    /** Digest of its bundle: what tells it from any other model. */
    public String digest() {
        return content.digest();
    }
}
