package org.gantry.bench.explain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gantry.app.phantom.Phantom;
import org.gantry.app.phantom.PhantomFolder;
import org.gantry.app.phantom.Phantoms;
import org.gantry.domain.network.Grid;
import org.gantry.domain.scan.Scan;
import org.gantry.ingest.IngestRequest;
import org.gantry.ingest.dataset.Split;
import org.gantry.ingest.nifti.NiftiType;
import org.gantry.ingest.nifti.NiftiWriter;

/**
 * Scans to learn from, and others of which it is known where in them is what a map should point at.
 *
 * @param learned what a network learns from and is tested on
 * @param others folder of the others
 * @param lesions of the others, by scan
 */
record GroundTruth(IngestRequest learned, Path others, Map<String, Lesion> lesions) {
    static final String DATASET = "localisation";

    private static final Phantoms PHANTOMS = Phantoms.of(1);
    static final String NIFTI = ".nii.gz";

    /**
     * Of one scan.
     *
     * @param label its class, of which the map is made
     * @param grid of the scan
     * @param voxels (depth, height, width) row-major: which are lesion
     */
    record Lesion(String label, Grid grid, boolean[] voxels) {}

    /** What is in place of lesions in phantoms without. */
    enum Negatives {
        /** Nothing: only lesions tell the classes apart, and the map of the positive is to lie on them. */
        HEALTHY,
        /** Their voxels, scattered, as in the demo: the map of the negative is to lie on these, if it finds them. */
        SCATTERED;

        Phantom phantom(int index, boolean positive) {
            return !positive && this == HEALTHY ? PHANTOMS.healthy(index) : PHANTOMS.phantom(index, positive);
        }

        /** A further scan, and where the difference of the classes is in it. */
        private Lesion lesion(Phantom shown, int index) {
            boolean[] voxels = shown.lesion();
            if (this == SCATTERED) {
                voxels = difference(shown.scan(), PHANTOMS.phantom(index, true).scan());
            }
            return new Lesion(shown.label(), shown.grid(), voxels);
        }

        private static boolean[] difference(Scan one, Scan other) {
            int area = one.header().rows() * one.header().columns();
            boolean[] voxels = new boolean[one.slices().size() * area];
            for (int slice = 0; slice < one.slices().size(); slice++) {
                float[] here = one.slices().get(slice);
                float[] there = other.slices().get(slice);
                for (int i = 0; i < area; i++) {
                    voxels[slice * area + i] = here[i] != there[i];
                }
            }
            return voxels;
        }
    }

    /** Synthetic phantoms; all others are of the class whose evidence has a place. */
    static GroundTruth phantoms(Path root, int learned, int others, Negatives negatives) throws IOException {
        PhantomFolder known = new PhantomFolder(Files.createDirectories(root.resolve("learned")));
        known.write(i -> negatives.phantom(i, i % 2 == 1), learned, written -> {});
        Path folder = Files.createDirectories(root.resolve("others"));
        Map<String, Lesion> lesions = new LinkedHashMap<>();
        for (int i = learned; i < learned + others; i++) {
            Phantom phantom = negatives.phantom(i, negatives == Negatives.HEALTHY);
            String scan = phantom.scan().header().scanId();
            new NiftiWriter(NiftiType.INT16).write(folder.resolve(scan + NIFTI), phantom.scan());
            lesions.put(scan, negatives.lesion(phantom, i));
        }
        return new GroundTruth(
                IngestRequest.labelled(DATASET, known.scans(), known.labels(), Split.seeded(1)), folder, lesions);
    }
}
