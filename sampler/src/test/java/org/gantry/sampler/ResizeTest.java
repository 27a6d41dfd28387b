package org.gantry.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.gantry.domain.RandomFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResizeTest {
    private static final Offset<Float> ROUNDING = within(2e-6f);

    /** Antialiased bilinear as PIL defines it, in double, one pixel at a time, over the whole image. */
    private static double[][] naive(double[][] image, int height, int width) {
        return transposed(rows(transposed(rows(image, height)), width));
    }

    private static double[][] rows(double[][] image, int to) {
        double scale = (double) image.length / to;
        double support = Math.max(scale, 1);
        double[][] out = new double[to][image[0].length];
        for (int i = 0; i < to; i++) {
            double centre = (i + 0.5) * scale;
            double sum = 0;
            for (int s = 0; s < image.length; s++) {
                double weight = Math.max(0, 1 - Math.abs((s + 0.5 - centre) / support));
                sum += weight;
                for (int c = 0; c < out[i].length; c++) {
                    out[i][c] += weight * image[s][c];
                }
            }
            for (int c = 0; c < out[i].length; c++) {
                out[i][c] /= sum;
            }
        }
        return out;
    }

    private static double[][] transposed(double[][] image) {
        double[][] out = new double[image[0].length][image.length];
        for (int r = 0; r < image.length; r++) {
            for (int c = 0; c < image[r].length; c++) {
                out[c][r] = image[r][c];
            }
        }
        return out;
    }

    @Test
    void halvingFourPixelsByHand() {
        // the triangle is 2 wide: weights 3/4, 3/4, 1/4 over 7/4
        Taps taps = Taps.of(4, 2, 2);
        assertThat(taps.first()).containsExactly(0, 1);
        assertThat(taps.weights()[0]).containsExactly(new float[] {3 / 7f, 3 / 7f, 1 / 7f}, within(1e-7f));
        assertThat(taps.weights()[1]).containsExactly(new float[] {1 / 7f, 3 / 7f, 3 / 7f}, within(1e-7f));
    }

    @Test
    void doublingTwoPixelsByHand() {
        Taps taps = Taps.of(2, 4, 4);
        assertThat(taps.weights()[0]).containsExactly(new float[] {1}, within(1e-7f));
        assertThat(taps.weights()[1]).containsExactly(new float[] {0.75f, 0.25f}, within(1e-7f));
        assertThat(taps.weights()[2]).containsExactly(new float[] {0.25f, 0.75f}, within(1e-7f));
    }

    @Test
    void aCropIsInTheMiddleAndKnowsWhereItLies() {
        Taps taps = Taps.of(100, 10, 8);
        assertThat(taps.step()).isEqualTo(10);
        assertThat(taps.start()).as("centre of pixels 10 to 19").isEqualTo(14.5);
        assertThat(taps.length()).isEqualTo(8);
        assertThat(Taps.of(100, 11, 8).start())
                .as("of 3 spare pixels one is before")
                .isEqualTo(1.5 * 100 / 11 - 0.5);
    }

    @ParameterizedTest
    @CsvSource({
        // rows, columns, height, width, resized rows, resized columns
        "40, 40, 8, 8, 10, 10",
        "37, 53, 8, 8, 10, 14",
        "53, 37, 8, 8, 14, 10",
        "50, 50, 64, 64, 80, 80",
        "31, 33, 7, 13, 15, 16",
        "9, 9, 3, 3, 4, 4",
        "1, 1, 4, 4, 5, 5",
        "5, 90, 4, 4, 5, 90",
        "20, 20, 16, 16, 20, 20"
    })
    void aResizeAgreesWithTheNaiveOne(int rows, int columns, int height, int width, int toRows, int toColumns) {
        RandomFunction random = RandomFunction.of(rows).at(columns);
        float[] pixels = new float[rows * columns];
        double[][] image = new double[rows][columns];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) random.uniform(i);
            image[i / columns][i % columns] = pixels[i];
        }
        double[][] expected = naive(image, toRows, toColumns);
        float[] actual = new Resize(rows, columns, height, width).apply(pixels);
        int top = (toRows - height) / 2;
        int left = (toColumns - width) / 2;
        for (int h = 0; h < height; h++) {
            for (int w = 0; w < width; w++) {
                assertThat(actual[h * width + w])
                        .as("row " + h + ", column " + w)
                        .isCloseTo((float) expected[top + h][left + w], ROUNDING);
            }
        }
    }

    @Test
    void aPlaneStaysAPlaneWhereItsGeometrySays() {
        // brightness rises by 1 a source column: the resized pixel shows the source column of its centre
        float[] pixels = new float[100 * 100];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = i % 100;
        }
        Resize resize = new Resize(100, 100, 16, 16);
        float[] out = resize.apply(pixels);
        for (int w = 0; w < 16; w++) {
            assertThat((double) out[w])
                    .isCloseTo(resize.columns().start() + w * resize.columns().step(), within(1e-4));
        }
    }
}
