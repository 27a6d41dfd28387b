package org.gantry.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.gantry.app.phantom.Phantom;
import org.gantry.app.phantom.Phantoms;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.answer.Cam;
import org.gantry.domain.answer.Metrics;
import org.gantry.domain.run.TrainingEvent.EpochCompleted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures are made without a screen; {@code -Dpictures.dir=DIR} keeps them, to look at. */
class ReportTest {
    private static final RandomFunction RANDOM = RandomFunction.of(3);

    @TempDir
    private Path temporary;

    @Test
    void learningCurvesAreDrawn() throws IOException {
        List<EpochCompleted> epochs = IntStream.range(0, 12)
                .mapToObj(e -> new EpochCompleted(
                        "run/full",
                        e,
                        0.2 + 0.6 * Math.exp(-e / 4.0),
                        0.9,
                        0.3 + 0.45 * Math.exp(-e / 3.0),
                        0.95 - 0.45 * Math.exp(-e / 3.0)))
                .toList();
        looksLike("learning.png", Curves.learning("Full training (synthetic phantoms)", epochs));
    }

    @Test
    void entropyIsDrawn() throws IOException {
        double[] entropy = IntStream.range(0, 300)
                .mapToDouble(s -> Math.log(8) - 0.0004 * s + 0.002 * RANDOM.gaussian(s))
                .toArray();
        looksLike("entropy.png", Curves.entropy("Search: alpha over 300 steps", entropy));
    }

    @Test
    void aSearchThatHardlyMovedAlphaIsStillReadable() throws IOException {
        double[] entropy = IntStream.range(0, 50)
                .mapToDouble(s -> Math.log(8) - 3e-8 * s * s)
                .toArray();
        looksLike("entropy-flat.png", Curves.entropy("Search", entropy));
        double[][] probabilities = new double[21][8];
        for (int b = 0; b < 21; b++) {
            int block = b;
            Arrays.setAll(probabilities[b], o -> 0.125 + 0.001 * RANDOM.gaussian(8 * block + o));
        }
        looksLike("alpha-flat.png", AlphaPicture.of(probabilities, "softmax(alpha)"));
    }

    @Test
    void aRunThatTookNoStepHasAnEmptyChart() {
        assertThat(Curves.entropy("Search", new double[0]).getWidth()).isEqualTo(900);
    }

    @Test
    void alphaIsDrawnWithTheChosenOperationFramed() throws IOException {
        double[][] probabilities = new double[21][8];
        for (int b = 0; b < 21; b++) {
            double[] row = probabilities[b];
            int block = b;
            Arrays.setAll(row, o -> Math.exp(0.4 * RANDOM.gaussian(8 * block + o)));
            double sum = Arrays.stream(row).sum();
            Arrays.setAll(row, o -> row[o] / sum);
        }
        looksLike("alpha.png", AlphaPicture.of(probabilities, "softmax(alpha) after the search"));
    }

    @Test
    void confusionsAreDrawn() throws IOException {
        Metrics two = new Metrics(new int[][] {{17, 3}, {1, 19}}, OptionalDouble.of(0.97), OptionalDouble.of(0.05));
        looksLike("confusion.png", ConfusionPicture.of(two, List.of("Normal", "NCP"), "Test, once (synthetic)"));
        Metrics three = new Metrics(
                new int[][] {{9, 1, 0}, {2, 8, 0}, {0, 3, 7}}, OptionalDouble.empty(), OptionalDouble.empty());
        looksLike("confusion3.png", ConfusionPicture.of(three, List.of("CP", "NCP", "Normal"), "Test"));
    }

    @Test
    void aScanIsExplainedBesideItsLesions() throws IOException {
        Phantom phantom = Phantoms.of(7).phantom(1, true);
        Cam cam = CroppedCam.of(phantom);
        BufferedImage picture = new CamPicture(
                        phantom.scan(), cam, phantom.lesion(), "phantom-0001 (synthetic): NCP with 97 %, truth NCP")
                .draw();
        looksLike("cam.png", picture);
    }

    @Test
    void ofEachFifthTheSliceThatSpokeMostIsShown() {
        assertThat(CamPicture.loudest(new float[] {1, 9, 0, 0, 2, 2, -3, -1, 4, 8}))
                .containsExactly(1, 2, 4, 7, 9);
        assertThat(CamPicture.loudest(new float[] {0, 0, 1, 5, 4, 3, 2, 1})).containsExactly(0, 2, 3, 4, 6);
        assertThat(CamPicture.loudest(new float[] {3, 5})).containsExactly(0, 1);
    }

    @Test
    void coloursGoFromBlueToRedAndDarkenEvenly() {
        assertThat(ColourScale.TURBO.at(0.1).getBlue())
                .isGreaterThan(ColourScale.TURBO.at(0.1).getRed());
        assertThat(ColourScale.TURBO.at(0.9).getRed())
                .isGreaterThan(ColourScale.TURBO.at(0.9).getBlue());
        assertThat(ColourScale.TURBO.at(7)).isEqualTo(ColourScale.TURBO.at(1));
        assertThat(ColourScale.GREYS.at(1)).isEqualTo(Color.WHITE);
        assertThat(IntStream.rangeClosed(0, 10)
                        .map(i -> ColourScale.BLUES.at(i / 10.0).getGreen()))
                .isSortedAccordingTo((a, b) -> Integer.compare(b, a));
    }

    private void looksLike(String name, BufferedImage picture) throws IOException {
        Path file = Path.of(System.getProperty("pictures.dir", temporary.toString()))
                .resolve(name);
        Pictures.write(picture, file);
        BufferedImage read = ImageIO.read(file.toFile());
        assertThat(read.getWidth()).isEqualTo(picture.getWidth());
        assertThat(new Color(read.getRGB(1, 1))).as("background").isEqualTo(Color.WHITE);
        long colours = IntStream.range(0, read.getWidth() * read.getHeight())
                .map(i -> read.getRGB(i % read.getWidth(), i / read.getWidth()))
                .distinct()
                .count();
        assertThat(colours).isGreaterThan(20);
    }
}
