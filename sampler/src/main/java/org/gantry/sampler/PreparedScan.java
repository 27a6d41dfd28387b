package org.gantry.sampler;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.gantry.domain.network.Grid;
import org.gantry.domain.scan.Intensity;
import org.gantry.domain.scan.Preprocessing;
import org.gantry.domain.scan.Scan;
import org.gantry.domain.scan.ScanHeader;
import org.gantry.domain.scan.VolumeGeometry;
import org.gantry.sampler.lung.Lungs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All slices of a scan, windowed to [0, 1], resized and cropped: what does not change from epoch to epoch.
 *
 * @param size (depth, height, width) of the volumes to be drawn from it
 * @param slices (slice)(row, column), feet to head, each of height x width
 * @param geometry where the slices' pixels lie
 */
record PreparedScan(Grid size, List<float[]> slices, VolumeGeometry geometry) {
    private static final Logger LOG = LoggerFactory.getLogger(PreparedScan.class);

    PreparedScan {
        slices = List.copyOf(slices);
    }

    /** A scan made ready. */
    static PreparedScan of(Scan scan, Preprocessing preprocessing) {
        Grid size = preprocessing.size();
        Resize resize = new Resize(scan.header().rows(), scan.header().columns(), size.height(), size.width());
        Intensity intensity = scan.header().intensity();
        double low = intensity.hu() ? preprocessing.windowLevel() - preprocessing.windowWidth() / 2 : intensity.low();
        double width = intensity.hu() ? preprocessing.windowWidth() : intensity.high() - intensity.low();
        List<float[]> slices = (preprocessing.lungsOnly() ? lungs(scan, preprocessing, low, width) : scan.slices())
                .stream()
                        // the window comes first: beyond it lie metal and the table, which a resize would smear into
                        // the lungs
                        .map(pixels -> resize.apply(window(pixels, low, width)))
                        .toList();
        VolumeGeometry geometry = scan.header()
                .geometry()
                .regrid(
                        new double[] {0, resize.rows().start(), resize.columns().start()},
                        new double[] {1, resize.rows().step(), resize.columns().step()});
        return new PreparedScan(size, slices, geometry);
    }

    /** All but the lungs black; a scan of which no lungs are found is left whole. */
    private static List<float[]> lungs(Scan scan, Preprocessing preprocessing, double low, double width) {
        double windowLow = preprocessing.windowLevel() - preprocessing.windowWidth() / 2;
        // grey values are taken as shown in the window
        double threshold = low + (Lungs.THRESHOLD - windowLow) / preprocessing.windowWidth() * width;
        ScanHeader header = scan.header();
        Optional<Lungs> lungs = Lungs.of(scan.slices(), header.rows(), header.columns(), threshold);
        if (lungs.isEmpty()) {
            LOG.warn("scan {}: no lungs are found to cut out, so it is left whole", header.scanId());
        }
        return lungs.map(l -> IntStream.range(0, scan.slices().size())
                        .mapToObj(s -> l.cutOut(s, scan.slices().get(s), (float) low))
                        .toList())
                .orElse(scan.slices());
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

    /** Memory that its pixels take. */
    long bytes() {
        return (long) Float.BYTES * size.height() * size.width() * slices.size();
    }
}
