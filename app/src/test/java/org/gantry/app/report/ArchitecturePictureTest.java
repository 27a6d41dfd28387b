package org.gantry.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.gantry.app.architecture.Blueprint;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.network.CovidNet3d;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.Operation;
import org.gantry.domain.network.Strides;
import org.gantry.domain.network.Widths;
import org.gantry.domain.run.ArchitectureMeasured;
import org.gantry.domain.run.Cost;
import org.gantry.domain.run.ParetoFront;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures are made without a screen; {@code -Dpictures.dir=DIR} keeps them, to look at. */
class ArchitecturePictureTest {
    private static final Genotype MIXED = Genotype.parse("0,1,2,3,4,5,6,7,1,2,3,4,5,6,7,0,2,3,4,5,6");

    @TempDir
    private Path temporary;

    private BufferedImage drawn(String name, Genotype genotype, Widths widths, Grid input) {
        Blueprint blueprint = Blueprint.of(new CovidNet3d(Strides.ANISOTROPIC.macro(widths, 1, 2), genotype), input);
        BufferedImage picture = new ArchitecturePicture(
                        blueprint,
                        "CovidNet3D, demo-1/search, epoch 7",
                        List.of(
                                "accuracy 0.913, loss 0.284 on D_V with the shared weights; 12.34 ms a volume",
                                "widths " + widths + ", strides ANISOTROPIC, genotype " + genotype))
                .draw();
        keep(name, picture);
        return picture;
    }

    private void keep(String name, BufferedImage picture) {
        Pictures.write(
                picture,
                Path.of(System.getProperty("pictures.dir", temporary.toString()))
                        .resolve(name));
    }

    /** The right edge of what was drawn, pixels. */
    private static int rightEdge(BufferedImage picture) {
        return IntStream.iterate(picture.getWidth() - 1, x -> x - 1)
                .filter(x -> IntStream.range(0, picture.getHeight())
                        .anyMatch(y -> picture.getRGB(x, y) != Color.WHITE.getRGB()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyOperationHasItsColour() {
        BufferedImage picture = drawn("architecture.png", MIXED, Widths.S, new Grid(16, 64, 64));
        assertThat(picture.getWidth()).isEqualTo(1400);
        List<Integer> colours = Arrays.stream(picture.getRGB(0, 0, 1400, picture.getHeight(), null, 0, 1400))
                .boxed()
                .distinct()
                .toList();
        for (Operation operation : Operation.values()) {
            assertThat(colours).contains(OperationLook.colour(operation).getRGB());
        }
    }

    @Test
    void theWidestNetworkOnTheLargestVolumesStaysOnTheSheet() {
        int[] widest = new int[21];
        Arrays.fill(widest, Operation.MB_CONV_7_4.index());
        BufferedImage picture = drawn("architecture-widest.png", Genotype.of(widest), Widths.L, new Grid(40, 512, 512));
        assertThat(rightEdge(picture)).isLessThan(1390);
    }

    @Test
    void theFrontIsDrawnOverTheDominated() {
        RandomFunction random = RandomFunction.of(5);
        List<ArchitectureMeasured> measured = IntStream.range(0, 60)
                .mapToObj(i -> {
                    long parameters = Math.round(1.5e6 + 1e6 * random.uniform(2L * i));
                    double performance = 0.6 + 0.1 * (parameters - 1.5e6) / 1e6 + 0.04 * random.gaussian(2L * i + 1);
                    return new ArchitectureMeasured(
                            "demo/search", i, MIXED, Math.round(performance * 48) / 48.0, 0.5, parameters, 7, 3);
                })
                .toList();
        BufferedImage picture = ParetoPicture.of(ParetoFront.of(Cost.PARAMETERS, measured), "Architectures of demo-1");
        keep("pareto.png", picture);
        assertThat(picture.getWidth()).isEqualTo(900);
    }
}
