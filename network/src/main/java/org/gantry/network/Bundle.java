package org.gantry.network;

import java.util.List;
import java.util.Map;
import org.gantry.domain.network.Grid;

/** What a published model is, with everything that is needed to use it: a network, or an ensemble of such. */
public sealed interface Bundle permits ModelBundle, EnsembleBundle {
    /** The networks that answer together, the best first; a network is alone. */
    List<ModelBundle> networks();

    /** The volumes it takes. */
    Grid input();

    /** Names of the classes, by index. */
    List<String> labels();

    /** What is known of it, as flat text ({@link BundleFacts}). */
    Map<String, String> facts();

    /** Its bytes, always the same, with further entries that readers leave alone: by name, contents. */
    byte[] toBytes(Map<String, byte[]> beside);

    /**
     * Reads what {@link #toBytes} wrote.
     *
     * @throws IllegalArgumentException if the bytes are damaged or of another format
     */
    static Bundle of(byte[] bytes) {
        Map<String, byte[]> entries = Archive.read(bytes, "the model bundle");
        return entries.containsKey(EnsembleBundle.DESCRIPTION) ? EnsembleBundle.of(entries) : ModelBundle.of(entries);
    }
}
