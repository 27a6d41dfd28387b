package org.gantry.ingest;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.gantry.ingest.dataset.Labelling;
import org.gantry.ingest.dataset.Split;
import org.gantry.ingest.read.IntensityChoice;

/**
 * What to bring onto the bus.
 *
 * @param dataset name of the data set; empty where the scans are only to be classified
 * @param sources a folder where there are labels; else files and folders
 * @param labels where the labels of a data set come from
 * @param split how the data set gets its roles
 * @param intensity what the numbers of the files are said to mean
 * @param mend whether faults of the slices of pictures are mended
 */
public record IngestRequest(
        String dataset,
        List<Path> sources,
        Optional<Labelling> labels,
        Split split,
        IntensityChoice intensity,
        boolean mend) {
    public IngestRequest {
        sources = List.copyOf(sources);
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("there is nothing to ingest; name a file or a folder");
        }
        if (labels.isPresent() == dataset.isEmpty()) {
            throw new IllegalArgumentException("a data set has a name and a labels file, or neither");
        }
    }

    /** What is to be taken as it is. */
    public IngestRequest(
            String dataset, List<Path> sources, Optional<Labelling> labels, Split split, IntensityChoice intensity) {
        this(dataset, sources, labels, split, intensity, false);
    }

    /** The same, with the faults of the slices of pictures mended or not. */
    public IngestRequest mending(boolean whether) {
        return new IngestRequest(dataset, sources, labels, split, intensity, whether);
    }

    /** A labelled folder. */
    public static IngestRequest labelled(String dataset, Path folder, Path labels, Split split) {
        return new IngestRequest(
                dataset, List.of(folder), Optional.of(Labelling.csv(labels)), split, IntensityChoice.AUTO);
    }

    /** Files and folders to classify. */
    public static IngestRequest unlabelled(List<Path> sources) {
        return new IngestRequest("", sources, Optional.empty(), Split.seeded(0), IntensityChoice.AUTO);
    }
}
