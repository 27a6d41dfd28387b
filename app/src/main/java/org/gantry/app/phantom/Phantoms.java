package org.gantry.app.phantom;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.network.Grid;
import org.gantry.domain.scan.Intensity;
import org.gantry.domain.scan.Scan;
import org.gantry.domain.scan.ScanHeader;
import org.gantry.domain.scan.Vector3;

/**
 * Makes phantoms: a pure function of (seed, index, label). Every phantom gets lesions. A positive keeps them; in a
 * negative the voxels of each lesion's surroundings change places, so that the lesion falls to specks. With that the
 * two phantoms of one index hold the same lung intensities to the last bit, far from lesions both look alike, and only
 * a lesion's structure tells the classes apart.
 *
 * @param seed of all of them
 * @param grid voxels of each
 * @param spacing voxel size, mm
 */
public record Phantoms(long seed, Grid grid, Vector3 spacing) {
    /** The label of a phantom with lesions. */
    public static final String POSITIVE = "NCP";

    /** The label of a phantom without. */
    public static final String NEGATIVE = "Normal";

    private static final double NOISE = 30; // HU, standard deviation
    private static final int LOWEST = -1024; // HU, as scanners cut
    private static final double SURROUNDINGS = 1.8; // of a lesion, in its radii
    private static final int FEWEST = 5;
    private static final int MOST = 7;

    /** Phantoms of 24 slices of 80 x 80 voxels of 8 x 4 x 4 mm. */
    public static Phantoms of(long seed) {
        return new Phantoms(seed, new Grid(24, 80, 80), new Vector3(4, 4, 8));
    }

    /** The index-th phantom, with or without lesions. */
    public Phantom phantom(int index, boolean positive) {
        RandomFunction random = random(index);
        Body body = Body.of(Anatomy.draw(random.at("anatomy")), grid, spacing);
        List<Lesion> lesions = lesions(body, random.at("lesions"));
        boolean[] lesion = plant(body, lesions);
        boolean[] vessels = drawn(body, random);
        if (!positive) {
            scatter(body, lesions, vessels, random.at("scatter"));
            lesion = new boolean[lesion.length];
        }
        return new Phantom(scan(index, body), positive ? POSITIVE : NEGATIVE, grid, body.lung(), lesion);
    }

    /** The index-th phantom, a negative that nothing was planted in: its lung differs by intensity too. */
    public Phantom healthy(int index) {
        RandomFunction random = random(index);
        Body body = Body.of(Anatomy.draw(random.at("anatomy")), grid, spacing);
        boolean[] vessels = drawn(body, random);
        return new Phantom(scan(index, body), NEGATIVE, grid, body.lung(), new boolean[vessels.length]);
    }

    private RandomFunction random(int index) {
        return RandomFunction.of(seed).at("phantom").at(index);
    }

    /** Draws vessels and noise; gives the vessels' voxels. */
    private static boolean[] drawn(Body body, RandomFunction random) {
        boolean[] vessels = new boolean[body.hu().length];
        Vessels.draw(body, vessels, random.at("vessels"));
        addNoise(body.hu(), random.at("noise"));
        return vessels;
    }

    private static List<Lesion> lesions(Body body, RandomFunction random) {
        int[] lung = where(body.lung());
        List<Lesion> lesions = new ArrayList<>();
        for (int k = 0; k < FEWEST + random.below(0, MOST - FEWEST + 1); k++) {
            RandomFunction its = random.at(k);
            lesions.add(Lesion.draw(body.place(lung[its.below(3, lung.length)]), its));
        }
        return lesions;
    }

    private static boolean[] plant(Body body, List<Lesion> lesions) {
        boolean[] mask = new boolean[body.hu().length];
        for (int voxel : where(body.lung())) {
            Vector3 p = body.place(voxel);
            for (Lesion lesion : lesions) {
                double share = lesion.share(p);
                mask[voxel] |= share >= 0.5;
                double hu = body.hu()[voxel];
                body.hu()[voxel] = (float) Math.max(hu, hu + share * (lesion.hu() - hu));
            }
        }
        return mask;
    }

    private static void scatter(Body body, List<Lesion> lesions, boolean[] vessels, RandomFunction random) {
        int[] near = IntStream.of(where(body.lung()))
                .filter(v -> !vessels[v])
                .filter(v -> lesions.stream().anyMatch(l -> l.distance(body.place(v)) < SURROUNDINGS))
                .toArray();
        float[] before = body.hu().clone();
        int[] from = random.permutation(near.length);
        for (int i = 0; i < near.length; i++) {
            body.hu()[near[i]] = before[near[from[i]]];
        }
    }

    private static void addNoise(float[] hu, RandomFunction random) {
        for (int i = 0; i < hu.length; i++) {
            hu[i] = Math.max(LOWEST, Math.round(hu[i] + NOISE * random.gaussian(i)));
        }
    }

    private static int[] where(boolean[] mask) {
        return IntStream.range(0, mask.length).filter(i -> mask[i]).toArray();
    }

    private Scan scan(int index, Body body) {
        String number = String.format(Locale.ROOT, "%04d", index);
        ScanHeader header = new ScanHeader(
                "phantom-" + number,
                "synthetic-patient-" + number,
                "synthetic-phantoms",
                Intensity.HU,
                body.geometry(),
                grid.height(),
                grid.width());
        int pixels = grid.height() * grid.width();
        List<float[]> slices = IntStream.range(0, grid.depth())
                .mapToObj(d -> Arrays.copyOfRange(body.hu(), d * pixels, (d + 1) * pixels))
                .toList();
        return new Scan(header, slices, List.of());
    }
}
