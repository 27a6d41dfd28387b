package org.gantry.ingest.dataset;

import java.util.List;
import java.util.Locale;

/** How a file's name tells the id of its scan. */
public final class ScanName {
    private static final List<String> ENDINGS = List.of(".nii.gz", ".nii");

    private ScanName() {}

    /** True where a file of this name is looked at. */
    static boolean isScan(String fileName) {
        return !fileName.startsWith(".") && !id(fileName).equals(fileName);
    }

    /** The name without its ending. */
    public static String id(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return ENDINGS.stream()
                .filter(e -> lower.endsWith(e) && lower.length() > e.length())
                .findFirst()
                .map(e -> name.substring(0, name.length() - e.length()))
                .orElse(name);
    }
}
