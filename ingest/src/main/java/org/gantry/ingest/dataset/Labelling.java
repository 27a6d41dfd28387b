package org.gantry.ingest.dataset;

import java.io.IOException;
import java.nio.file.Path;

/** Says which scans of a folder make a data set, and what they are. */
@FunctionalInterface
public interface Labelling {
    /** A list of labels, {@link LabelsFile}. */
    static Labelling csv(Path labels) {
        return (folder, finder) -> Catalogue.match(LabelsFile.read(labels), finder.list(folder));
    }

    /** The scans of a folder, or of an archive, with their labels; what is wrong with them is among the findings. */
    Catalogue catalogue(Path folder, ScanFinder finder) throws IOException;
}
