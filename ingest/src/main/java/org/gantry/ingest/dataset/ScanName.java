package org.gantry.ingest.dataset;

import java.util.List;
import java.util.Locale;

/** How a file's name tells the id of its scan. */
public final class ScanName {
    private static final List<String> ENDINGS = List.of(
            ".nii.gz", ".nii", ".dcm", ".nrrd", ".mha", ".mhd", ".tiff", ".tif", ".png", ".jpg", ".jpeg", ".zip",
            ".tar.gz", ".tgz", ".tar");

    private ScanName() {}

    /** True where a file of this name should hold a scan or a slice. */
    static boolean isScan(String fileName) {
        return !fileName.startsWith(".") && !id(fileName).equals(fileName);
    }

    /** The name without its ending; folders before it stand with a dash. */
    public static String id(String name) {
        String flat = name.replace('\\', '/').replaceAll("^(\\./)+|/+$", "").replaceAll("/+", "-");
        String lower = flat.toLowerCase(Locale.ROOT);
        return ENDINGS.stream()
                .filter(e -> lower.endsWith(e) && lower.length() > e.length())
                .findFirst()
                .map(e -> flat.substring(0, flat.length() - e.length()))
                .orElse(flat);
    }
}
