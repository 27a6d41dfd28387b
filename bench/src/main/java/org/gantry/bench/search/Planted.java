package org.gantry.bench.search;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.MacroArchitecture;
import org.gantry.domain.network.MacroArchitecture.Cell;
import org.gantry.domain.network.Operation;
import org.gantry.domain.network.Stride;
import org.gantry.network.Batch;

/**
 * A search space with a data set in which it is known which operations a block needs.
 *
 * @param name how it is asked for
 * @param grid positions of a volume
 * @param macro the search space
 * @param block the block that needs them
 * @param operations what it needs one of
 * @param volumes the data set
 */
record Planted(String name, Grid grid, MacroArchitecture macro, int block, Set<Operation> operations, Volumes volumes) {
    /** As many volumes as anybody wants. */
    @FunctionalInterface
    interface Volumes {
        /** One volume, (depth, height, width). */
        float[] voxels(Grid grid, int label, RandomFunction random);
    }

    private static final int WIDTH = 8;
    private static final double SHIFT = 0.2;
    private static final Stride HALF = new Stride(1, 2, 2);
    private static final Set<Operation> SEVEN = Set.of(Operation.MB_CONV_7_3, Operation.MB_CONV_7_4);

    /**
     * Noise in which each voxel resembles the one 12 rows (class 0) or columns (class 1) further, round the edge, and
     * no other. One block behind a stem of stride 2: a depthwise kernel of side k sees pairs up to 2(k - 1) + 2 apart
     * in its window, so to 3x3x3, 5x5x5 and Skip the windows of both classes have the same distribution.
     */
    static final Planted LONG_RANGE = new Planted(
            "LONG_RANGE",
            new Grid(2, 24, 24),
            space(Stride.ONE),
            0,
            SEVEN,
            (grid, label, random) -> pairs(grid, label, 12, 1, random));

    /**
     * The same at 24 voxels, in more noise, before two blocks: the first halves rows and columns, and in the second,
     * outer taps of a 7x7x7 kernel are 24 voxels apart. What the first one draws hardly matters, and hides what the
     * second one is worth.
     */
    static final Planted LONG_RANGE_SECOND = new Planted(
            "LONG_RANGE_SECOND",
            new Grid(2, 48, 48),
            space(HALF, Stride.ONE),
            1,
            SEVEN,
            (grid, label, random) -> pairs(grid, label, 24, 0.8, random));

    /** Noise about -0.2 (class 0) or 0.2 (class 1): stem and linear layer suffice, and Skip costs least. */
    static final Planted PER_VOXEL = new Planted(
            "PER_VOXEL", new Grid(2, 24, 24), space(Stride.ONE), 0, Set.of(Operation.SKIP), Planted::shifted);

    /** The same before six blocks; the last one is looked at. */
    static final Planted PER_VOXEL_SIX = new Planted(
            "PER_VOXEL_SIX",
            new Grid(2, 24, 24),
            space(Stride.ONE, Stride.ONE, HALF, Stride.ONE, Stride.ONE, Stride.ONE),
            5,
            Set.of(Operation.SKIP),
            Planted::shifted);

    /** All of them. */
    static final List<Planted> ALL = List.of(LONG_RANGE, LONG_RANGE_SECOND, PER_VOXEL, PER_VOXEL_SIX);

    Planted {
        operations = Set.copyOf(operations);
    }

    /** The one of that name. */
    static Planted named(String name) {
        return ALL.stream()
                .filter(p -> p.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nothing is planted as '" + name + "'; there are "
                        + ALL.stream().map(Planted::name).toList()));
    }

    private static MacroArchitecture space(Stride... blocks) {
        List<Cell> cells = Arrays.stream(blocks).map(s -> new Cell(WIDTH, 1, s)).toList();
        return new MacroArchitecture(WIDTH, HALF, cells, 1, 2);
    }

    /** As many volumes of each class. */
    Batch batch(int size, RandomFunction random) {
        float[] voxels = new float[size * grid.positions()];
        int[] labels = new int[size];
        for (int i = 0; i < size; i++) {
            labels[i] = i % 2;
            System.arraycopy(
                    volumes.voxels(grid, labels[i], random.at(i)), 0, voxels, i * grid.positions(), grid.positions());
        }
        return new Batch(grid, 1, voxels, labels);
    }

    private static float[] shifted(Grid grid, int label, RandomFunction random) {
        float[] voxels = new float[grid.positions()];
        for (int p = 0; p < voxels.length; p++) {
            voxels[p] = (float) (random.gaussian(p) + SHIFT * (2 * label - 1));
        }
        return voxels;
    }

    /** White noise added to itself some rows or columns further; a share of other noise leaves every variance 1. */
    private static float[] pairs(Grid grid, int label, int distance, double signal, RandomFunction random) {
        int rows = label == 0 ? distance : 0;
        int columns = distance - rows;
        float[] voxels = new float[grid.positions()];
        double other = Math.sqrt(1 - signal * signal);
        int p = 0;
        for (int z = 0; z < grid.depth(); z++) {
            for (int y = 0; y < grid.height(); y++) {
                for (int x = 0; x < grid.width(); x++) {
                    int partner = (z * grid.height() + (y + rows) % grid.height()) * grid.width()
                            + (x + columns) % grid.width();
                    double pair = (random.gaussian(p) + random.gaussian(partner)) / Math.sqrt(2);
                    voxels[p] = (float) (signal * pair + other * random.gaussian(p + voxels.length));
                    p++;
                }
            }
        }
        return voxels;
    }
}
