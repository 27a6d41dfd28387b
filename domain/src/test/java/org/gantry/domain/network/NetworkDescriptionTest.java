package org.gantry.domain.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.gantry.domain.network.NetworkDescription.Shape;
import org.junit.jupiter.api.Test;

/** PAPER.md, section 7: sizes and grids known before anything was written. */
class NetworkDescriptionTest {
    private static final Genotype MIXED = Genotype.parse("0,1,2,3,4,5,6,7,1,2,3,4,5,6,7,0,2,3,4,5,6");
    private static final MacroArchitecture SMALL = Strides.ANISOTROPIC.macro(Widths.S, 1, 2);

    @Test
    void theMixedGenotypeOfSmallWidthsHas2811922Parameters() {
        NetworkDescription description = describe(SMALL, MIXED, Grid.parse("16x64x64"));
        assertThat(description.parameters()).isEqualTo(2_811_922);
        assertThat(description.mib()).isCloseTo(10.7266312, within(1e-6));
    }

    @Test
    void stridesDoNotChangeTheParameters() {
        MacroArchitecture isotropic = Strides.ISOTROPIC.macro(Widths.S, 1, 2);
        assertThat(describe(isotropic, MIXED, Grid.parse("16x64x64")).parameters())
                .isEqualTo(2_811_922);
    }

    @Test
    void gridsGoDownAsThePaperSays() {
        assertThat(grids("16x64x64"))
                .containsExactly("16x32x32", "8x16x16", "4x8x8", "4x4x4", "4x4x4", "4x2x2", "4x2x2");
        assertThat(grids("32x128x128"))
                .containsExactly("32x64x64", "16x32x32", "8x16x16", "8x8x8", "8x8x8", "8x4x4", "8x4x4");
        assertThat(grids("40x256x256"))
                .containsExactly("40x128x128", "20x64x64", "10x32x32", "10x16x16", "10x16x16", "10x8x8", "10x8x8");
    }

    @Test
    void theCamsGridIsTheLastCells() {
        Grid input = Grid.parse("32x128x128");
        CamGrid cam = new CovidNet3d(SMALL, MIXED).camGrid(input);
        assertThat(cam.cells()).hasToString("8x4x4");
        assertThat(cam.stride()).containsExactly(4, 32, 32);
        assertThat(cam.shift()).containsExactly(0, 0, 0);
    }

    @Test
    void anIdentitySkipCostsNothing() {
        MacroArchitecture macro =
                new MacroArchitecture(4, Stride.ONE, List.of(new MacroArchitecture.Cell(4, 1, Stride.ONE)), 1, 2);
        NetworkDescription skip = describe(macro, Genotype.of(7), new Grid(2, 3, 4));
        assertThat(skip.parameters()).isEqualTo(27 * 4 + 8 + 4 * 2 + 2);
        assertThat(skip.macs()).isEqualTo(27 * 4 * 24 + 8);
    }

    @Test
    void multiplicationsAreCountedByHandForOneBlock() {
        MacroArchitecture macro =
                new MacroArchitecture(4, Stride.ONE, List.of(new MacroArchitecture.Cell(6, 1, Stride.all(2))), 1, 2);
        NetworkDescription one = describe(macro, Genotype.of(0), new Grid(2, 4, 4));
        long expand = 4 * 12 * 32;
        long depthwise = 12 * 27 * 4;
        long project = 12 * 6 * 4;
        assertThat(one.macs()).isEqualTo(27 * 4 * 32 + expand + depthwise + project + 6 * 2);
    }

    @Test
    void aGenotypeOfAnotherSpaceIsRefused() {
        assertThatThrownBy(() -> describe(SMALL, Genotype.of(0, 1), new Grid(16, 64, 64)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has 2 operations")
                .hasMessageContaining("21 blocks");
    }

    private static NetworkDescription describe(MacroArchitecture macro, Genotype genotype, Grid input) {
        return NetworkDescription.of(new CovidNet3d(macro, genotype), input);
    }

    private static List<String> grids(String input) {
        return describe(SMALL, MIXED, Grid.parse(input)).shapes().stream()
                .map(Shape::grid)
                .map(Grid::toString)
                .toList();
    }
}
