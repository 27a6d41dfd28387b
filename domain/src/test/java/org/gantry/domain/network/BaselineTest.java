package org.gantry.domain.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** PAPER.md, section 5: the baselines' exact sizes. */
class BaselineTest {
    private static final Grid INPUT = Grid.parse("32x128x128");

    @ParameterizedTest
    @CsvSource({
        "resnet3d101, 3, 3, 85251267, 325.2078",
        "densenet3d121, 3, 2, 11288578, 43.0625",
        "mc3_18, 3, 2, 11491266, 43.8357",
        "mc3_18, 3, 3, 11491779, 43.8377"
    })
    void theSizesAreThePapersToTheLastDigit(String model, int in, int classes, long parameters, double mib) {
        NetworkDescription network = describe(model, in, classes);
        assertThat(network.parameters()).isEqualTo(parameters);
        assertThat(network.mib()).isCloseTo(mib, within(5e-5));
    }

    @Test
    void featuresShrinkAsInTheirPapers() {
        assertThat(shapes("resnet3d101")).isEqualTo("16x32x32x64 16x32x32x256 8x16x16x512 4x8x8x1024 2x4x4x2048");
        assertThat(shapes("densenet3d121")).isEqualTo("16x32x32x64 8x16x16x128 4x8x8x256 2x4x4x512 2x4x4x1024");
        assertThat(shapes("mc3_18")).isEqualTo("32x64x64x64 32x64x64x64 32x32x32x128 32x16x16x256 32x8x8x512");
    }

    @Test
    void aMeanPoolingShiftsTheCellsOfACam() {
        CamGrid cam = architecture("densenet3d121", 1, 2).camGrid(INPUT);
        assertThat(cam.cells()).hasToString("2x4x4");
        assertThat(cam.stride()).containsExactly(16, 32, 32);
        assertThat(cam.shift()).containsExactly(7, 14, 14);
    }

    @Test
    void volumesThatADenseNetCannotHalveAreRefused() {
        assertThatThrownBy(() -> NetworkDescription.of(architecture("densenet3d121", 1, 2), Grid.parse("8x64x64")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("larger volumes");
    }

    @Test
    void aModelThatNobodyKnowsIsRefusedWithThoseThatThereAre() {
        assertThatThrownBy(() -> ModelChoice.parse("resnet50", Widths.S, Strides.ANISOTROPIC))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("resnet3d101, densenet3d121, mc3_18 or a genotype");
    }

    private static String shapes(String model) {
        return String.join(
                " ",
                describe(model, 1, 2).shapes().stream().map(Object::toString).toList());
    }

    private static NetworkDescription describe(String model, int in, int classes) {
        return NetworkDescription.of(architecture(model, in, classes), INPUT);
    }

    private static Architecture architecture(String model, int in, int classes) {
        return ModelChoice.parse(model, Widths.S, Strides.ANISOTROPIC).architecture(in, classes);
    }
}
