package org.gantry.ingest.paper;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gantry.ingest.dataset.Part;

/**
 * A data set of the paper.
 *
 * @param name as users call it
 * @param labels name of a class's folder, in lower case, to its label
 * @param table what Table 2 counts
 */
public record PaperDataset(String name, Map<String, String> labels, List<Count> table) {
    /** PNG slices of three classes. */
    public static final PaperDataset CLEAN_CC_CCII = new PaperDataset(
            "clean-cc-ccii",
            Map.of("cp", "CP", "ncp", "NCP", "normal", "Normal"),
            List.of(
                    new Count("CP", Part.TRAIN, 1210, 778),
                    new Count("NCP", Part.TRAIN, 1213, 726),
                    new Count("Normal", Part.TRAIN, 772, 660),
                    new Count("CP", Part.TEST, 303, 186),
                    new Count("NCP", Part.TEST, 302, 190),
                    new Count("Normal", Part.TEST, 193, 158)));

    /** NIfTI; CT-0 is healthy, CT-1 to CT-4 are degrees of COVID-19. */
    public static final PaperDataset MOSMEDDATA = new PaperDataset(
            "mosmeddata",
            Map.of("ct-0", "Normal", "ct-1", "NCP", "ct-2", "NCP", "ct-3", "NCP", "ct-4", "NCP"),
            List.of(
                    new Count("Normal", Part.TRAIN, 178, 178),
                    new Count("NCP", Part.TRAIN, 601, 601),
                    new Count("Normal", Part.TEST, 76, 76),
                    new Count("NCP", Part.TEST, 255, 255)));

    /** 16-bit TIFF slices of two classes. */
    public static final PaperDataset COVID_CTSET = new PaperDataset(
            "covid-ctset",
            Map.of("covid", "NCP", "normal", "Normal"),
            List.of(
                    new Count("Normal", Part.TRAIN, 200, 200),
                    new Count("NCP", Part.TRAIN, 202, 80),
                    new Count("Normal", Part.TEST, 82, 82),
                    new Count("NCP", Part.TEST, 42, 15)));

    private static final List<PaperDataset> ALL = List.of(CLEAN_CC_CCII, MOSMEDDATA, COVID_CTSET);

    /**
     * A cell of Table 2.
     *
     * @param label the class
     * @param part training or test
     * @param scans how many scans
     * @param patients of how many patients
     */
    record Count(String label, Part part, int scans, int patients) {}

    /** The one of that name. */
    public static Optional<PaperDataset> named(String name) {
        return ALL.stream().filter(d -> d.name().equals(name)).findFirst();
    }

    /** All names, for people. */
    public static String names() {
        return ALL.stream().map(PaperDataset::name).collect(Collectors.joining(", "));
    }

    /** The label of a class by its folder's name, in any case, or by the label itself. */
    Optional<String> label(String folder) {
        Optional<String> own =
                labels.values().stream().filter(folder::equalsIgnoreCase).findFirst();
        return own.or(() -> Optional.ofNullable(labels.get(folder.toLowerCase(Locale.ROOT))));
    }

    @Override
    public String toString() {
        return name;
    }
}
