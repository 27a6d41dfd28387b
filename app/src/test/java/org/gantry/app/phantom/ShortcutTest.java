package org.gantry.app.phantom;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.gantry.domain.answer.Metrics;
import org.junit.jupiter.api.Test;

/** No classifier of intensities alone tells the classes apart, and one that looks at structure does. */
class ShortcutTest {
    private static final int COUNT = 120;
    private static final int FOLDS = 6;

    private static final List<Phantom> PHANTOMS = IntStream.range(0, COUNT)
            .mapToObj(i -> Phantoms.of(2021).phantom(i, i % 2 == 1))
            .toList();

    @Test
    void logisticRegressionOnLungHistogramsStaysUnder65() {
        assertThat(crossValidated(histograms(24, -1024, 200))).isBetween(0.35, 0.65);
        assertThat(crossValidated(histograms(8, -1000, 0))).isBetween(0.35, 0.65);
    }

    @Test
    void theLungsMeanAndSpreadStayUnder65() {
        double[][] moments = PHANTOMS.stream().map(ShortcutTest::moments).toArray(double[][]::new);
        assertThat(crossValidated(moments)).isBetween(0.35, 0.65);
    }

    @Test
    void theDensestNeighbourhoodTellsThemApart() {
        assertThat(crossValidated(densest(1, 5))).isGreaterThan(0.95);
    }

    /** A box of 2 x 6 x 6 voxels is one of 1 x 3 x 3 where each is the mean of eight. */
    @Test
    void andStillDoesWhereOnlyMeansOfEightVoxelsAreSeen() {
        assertThat(crossValidated(densest(2, 6))).isGreaterThan(0.95);
    }

    private static double[][] histograms(int bins, double low, double high) {
        return PHANTOMS.stream()
                .map(p -> {
                    float[] lungs = PhantomsTest.lungs(p);
                    double[] h = new double[bins];
                    for (float hu : lungs) {
                        int bin = (int) ((hu - low) / (high - low) * bins);
                        h[Math.max(0, Math.min(bins - 1, bin))] += 1.0 / lungs.length;
                    }
                    return h;
                })
                .toArray(double[][]::new);
    }

    private static double[] moments(Phantom p) {
        float[] lungs = PhantomsTest.lungs(p);
        double sum = 0;
        double squares = 0;
        for (float hu : lungs) {
            sum += hu;
            squares += (double) hu * hu;
        }
        double mean = sum / lungs.length;
        return new double[] {mean, Math.sqrt(squares / lungs.length - mean * mean), lungs.length};
    }

    private static double[][] densest(int depth, int side) {
        return PHANTOMS.stream()
                .map(p -> new double[] {densest(p, depth, side)})
                .toArray(double[][]::new);
    }

    /** The greatest mean within a box of lung alone, every second box tried. */
    private static double densest(Phantom p, int depth, int side) {
        double best = -1024;
        for (int d = 0; d <= p.grid().depth() - depth; d++) {
            for (int h = 0; h <= p.grid().height() - side; h += 2) {
                for (int w = 0; w <= p.grid().width() - side; w += 2) {
                    best = Math.max(best, mean(p, d, h, w, new int[] {depth, side}));
                }
            }
        }
        return best;
    }

    private static double mean(Phantom p, int d, int h, int w, int[] box) {
        double sum = 0;
        for (int z = d; z < d + box[0]; z++) {
            float[] slice = p.scan().slices().get(z);
            for (int y = h; y < h + box[1]; y++) {
                for (int x = w; x < w + box[1]; x++) {
                    int pixel = y * p.grid().width() + x;
                    if (!p.lung()[z * slice.length + pixel]) {
                        return -1024;
                    }
                    sum += Math.min(-300, slice[pixel]);
                }
            }
        }
        return sum / (box[0] * box[1] * box[1]);
    }

    private static double crossValidated(double[][] features) {
        int[] labels = IntStream.range(0, COUNT).map(i -> i % 2).toArray();
        float[][] probabilities = new float[COUNT][];
        for (int fold = 0; fold < FOLDS; fold++) {
            int held = fold;
            LogisticRegression model = LogisticRegression.fit(
                    features,
                    labels,
                    IntStream.range(0, COUNT).filter(i -> i / 2 % FOLDS != held).toArray());
            IntStream.range(0, COUNT).filter(i -> i / 2 % FOLDS == held).forEach(i -> {
                float p = (float) model.probability(features[i]);
                probabilities[i] = new float[] {1 - p, p};
            });
        }
        return Metrics.of(2, labels, probabilities).auroc().orElseThrow();
    }
}
