package org.gantry.domain.answer;

import java.util.List;
import org.gantry.domain.network.CamGrid;
import org.gantry.domain.network.Grid;
import org.gantry.domain.scan.VolumeGeometry;

/**
 * The class activation map of a classified scan (paper, Eq. 4; {@link CamMethod}): how much each place spoke for a
 * class.
 *
 * @param scanId the scan
 * @param modelDigest the model
 * @param labels the classes by index
 * @param classIndex the class that the map explains; as it is published, the predicted one
 * @param cells M_c of every class as the network gives it
 * @param map M_c at the volume's size, cells interpolated trilinearly between their true centres
 * @param slices which slice of the scan each slice of the map is
 */
public record Cam(
        String scanId, String modelDigest, List<String> labels, int classIndex, Cells cells, Map3d map, int[] slices) {
    /**
     * Maps before they are brought to the volume's size.
     *
     * @param method how they are made
     * @param grid how their cells lie in the volume
     * @param values (class)(depth * height * width)
     */
    public record Cells(CamMethod method, CamGrid grid, float[][] values) {
        /** The maps at other cells, interpolated trilinearly; at their own they stay as they are. */
        public Cells at(CamGrid wanted) {
            float[][] there = new float[values.length][];
            for (int c = 0; c < values.length; c++) {
                there[c] = CamUpsampling.of(values[c], grid, wanted);
            }
            return new Cells(method, wanted, there);
        }
    }

    /**
     * Numbers on a grid that lies in patient space.
     *
     * @param grid its size
     * @param values (depth, height, width) row-major
     * @param geometry where they lie
     */
    public record Map3d(Grid grid, float[] values, VolumeGeometry geometry) {
        public Map3d {
            if (values.length != grid.positions()) {
                throw new IllegalArgumentException("a map of " + grid + " has not " + values.length + " values");
            }
        }

        /** Its least and its greatest number, by which all of it is coloured alike; of a flat map one apart. */
        public double[] range() {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (float value : values) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
            return new double[] {low, high > low ? high : low + 1};
        }
    }

    public Cam {
        labels = List.copyOf(labels);
        if (labels.size() != cells.values().length || classIndex < 0 || classIndex >= labels.size()) {
            throw new IllegalArgumentException(
                    "class " + classIndex + " of " + labels + " has no map among " + cells.values().length);
        }
        if (slices.length != map.grid().depth()) {
            throw new IllegalArgumentException(
                    "a map of " + map.grid() + " does not explain " + slices.length + " slices");
        }
    }

    /**
     * The map of a class.
     *
     * @param cells of every class
     * @param size of the volume
     * @param geometry of the volume
     */
    public static Cam of(
            String scanId,
            String modelDigest,
            List<String> labels,
            int classIndex,
            Cells cells,
            Grid size,
            VolumeGeometry geometry,
            int[] slices) {
        float[] map = CamUpsampling.of(cells.values()[classIndex], cells.grid(), size);
        return new Cam(scanId, modelDigest, labels, classIndex, cells, new Map3d(size, map, geometry), slices);
    }

    /**
     * The map of another class.
     *
     * @throws IllegalArgumentException if the model knows no such class
     */
    public Cam ofClass(String other) {
        int index = labels.indexOf(other);
        if (index < 0) {
            throw new IllegalArgumentException("the model knows no class " + other + ", but " + labels);
        }
        return index == classIndex
                ? this
                : of(scanId, modelDigest, labels, index, cells, map.grid(), map.geometry(), slices);
    }

    /** The class that the map explains. */
    public String label() {
        return labels.get(classIndex);
    }

    /** Where the cells lie. */
    public VolumeGeometry cellGeometry() {
        return map.geometry().regrid(cells.grid().shift(), cells.grid().stride());
    }

    /**
     * How much each slice of the map spoke for the class: the mean of the map over it. By the paper's method the mean
     * of these, with the class's bias, is about the logit.
     */
    public float[] sliceScores() {
        int area = map.grid().height() * map.grid().width();
        float[] scores = new float[map.grid().depth()];
        for (int d = 0; d < scores.length; d++) {
            double sum = 0;
            for (int i = d * area; i < (d + 1) * area; i++) {
                sum += map.values()[i];
            }
            scores[d] = (float) (sum / area);
        }
        return scores;
    }
}
