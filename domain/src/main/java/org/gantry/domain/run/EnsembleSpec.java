package org.gantry.domain.run;

import java.util.List;
import java.util.stream.Collectors;
import org.gantry.domain.ContentRef;
import org.gantry.domain.network.ModelChoice;
import org.gantry.domain.scan.Preprocessing;

/**
 * Networks that answer together as one model: the mean of what each says (deep ensembles, Lakshminarayanan et al.
 * 2017).
 *
 * @param run the run that it belongs to, and the name of the model that comes of it
 * @param dataset name of the data set that all learned from
 * @param seed seed of the order in which they are asked
 * @param input how a scan becomes a volume, for all of them
 * @param members the best first
 */
public record EnsembleSpec(String run, String dataset, long seed, Preprocessing input, List<Member> members)
        implements JobSpec {
    /**
     * A trained network.
     *
     * @param name of the training or the model
     * @param network its architecture
     * @param content its bundle
     */
    public record Member(String name, ModelChoice network, ContentRef content) {
        @Override
        public String toString() {
            return name + " (" + content.digest() + ")";
        }
    }

    public EnsembleSpec {
        if (!run.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new IllegalArgumentException(
                    "a model's name is letters, digits, '.', '_' and '-', not '" + run + "'");
        }
        if (members.isEmpty()) {
            throw new IllegalArgumentException("an ensemble needs a member");
        }
        members = List.copyOf(members);
    }

    /** Its job. */
    public String job() {
        return run + "/ensemble";
    }

    /** What is written of it where answers say where they come from: each member with its digest. */
    @Override
    public String toString() {
        return "ensemble of " + members.stream().map(Member::toString).collect(Collectors.joining(", "));
    }
}
