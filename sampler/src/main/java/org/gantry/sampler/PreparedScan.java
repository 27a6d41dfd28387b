package org.gantry.sampler;

import java.util.AbstractList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.gantry.domain.network.Grid;
import org.gantry.domain.scan.Intensity;
import org.gantry.domain.scan.Preprocessing;
import org.gantry.domain.scan.ScanHeader;
import org.gantry.domain.scan.VolumeGeometry;
import org.gantry.sampler.lung.Lungs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The slices of a scan, of lungs alone where the preprocessing says so, windowed to [0, 1], resized and cropped: what
 * does not change from epoch to epoch. A slice is made ready when it is first drawn, for most volumes need a part of
 * them only. Not for several threads.
 */
final class PreparedScan {
    private static final Logger LOG = LoggerFactory.getLogger(PreparedScan.class);

    private final ScanHeader header;
    private final Preprocessing preprocessing;
    private final IntFunction<float[]> source;
    private final float[][] slices;
    private final Resize resize;
    private final VolumeGeometry geometry;
    private final double low;
    private final double width;

    private boolean lungsSought;
    private Optional<Lungs> lungs = Optional.empty();

    /**
     * A scan of some slices.
     *
     * @param header what is said of it
     * @param depth how many slices it has
     * @param source their pixels, (row, column), feet to head
     * @param preprocessing what is to become of them
     */
    PreparedScan(ScanHeader header, int depth, IntFunction<float[]> source, Preprocessing preprocessing) {
        this.header = header;
        this.preprocessing = preprocessing;
        this.source = source;
        slices = new float[depth][];
        resize = new Resize(header.rows(), header.columns(), size().height(), size().width());
        Intensity intensity = header.intensity();
        low = intensity.hu() ? windowLow() : intensity.low();
        width = intensity.hu() ? preprocessing.windowWidth() : intensity.high() - intensity.low();
        geometry = header.geometry()
                .regrid(
                        new double[] {0, resize.rows().start(), resize.columns().start()},
                        new double[] {1, resize.rows().step(), resize.columns().step()});
    }

    private double windowLow() {
        return preprocessing.windowLevel() - preprocessing.windowWidth() / 2;
    }

    /** (depth, height, width) of the volumes to be drawn from it. */
    Grid size() {
        return preprocessing.size();
    }

    /** How many slices there are. */
    int depth() {
        return slices.length;
    }

    /** A slice of height x width, feet to head. */
    float[] slice(int index) {
        float[] ready = slices[index];
        if (ready == null) {
            // the window comes first: beyond it lie metal and the table, which a resize would smear into the lungs
            ready = resize.apply(window(pixels(index), low, width));
            slices[index] = ready;
        }
        return ready;
    }

    /** Where the slices' pixels lie. */
    VolumeGeometry geometry() {
        return geometry;
    }

    /** A slice's pixels, all but the lungs black where that is asked for; whole where no lungs are found. */
    private float[] pixels(int index) {
        float[] whole = source.apply(index);
        return preprocessing.lungsOnly()
                ? lungs().map(found -> found.cutOut(index, whole, (float) low)).orElse(whole)
                : whole;
    }

    private Optional<Lungs> lungs() {
        if (!lungsSought) {
            lungsSought = true;
            // grey values are taken as shown in the window
            double threshold = low + (Lungs.THRESHOLD - windowLow()) / preprocessing.windowWidth() * width;
            lungs = Lungs.of(all(), header.rows(), header.columns(), threshold);
            if (lungs.isEmpty()) {
                LOG.atWarn()
                        .addKeyValue("scan", header.scanId())
                        .log("scan {}: no lungs are found to cut out, so it is left whole", header.scanId());
            }
        }
        return lungs;
    }

    /** All slices, each read when it is asked for. */
    private List<float[]> all() {
        return new AbstractList<>() {
            @Override
            public float[] get(int index) {
                return source.apply(index);
            }

            @Override
            public int size() {
                return slices.length;
            }
        };
    }

    private static float[] window(float[] pixels, double low, double width) {
        float scale = (float) (1 / width);
        float shift = (float) (-low / width);
        float[] out = new float[pixels.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = Math.max(0, Math.min(1, pixels[i] * scale + shift));
        }
        return out;
    }

    /** Memory that its pixels take when all are ready. */
    long bytes() {
        return (long) Float.BYTES * size().height() * size().width() * slices.length;
    }
}
