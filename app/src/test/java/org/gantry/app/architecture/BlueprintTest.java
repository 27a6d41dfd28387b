package org.gantry.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gantry.app.architecture.Blueprint.PlannedBlock;
import org.gantry.app.architecture.Blueprint.Size;
import org.gantry.domain.network.CovidNet3d;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.Strides;
import org.gantry.domain.network.Widths;
import org.junit.jupiter.api.Test;

/** "S mixed" on 16x64x64, whose sizes stand in PAPER.md, section 7. */
class BlueprintTest {
    private static final Blueprint MIXED = Blueprint.of(
            new CovidNet3d(
                    Strides.ANISOTROPIC.macro(Widths.S, 1, 2),
                    Genotype.parse("0,1,2,3,4,5,6,7,1,2,3,4,5,6,7,0,2,3,4,5,6")),
            new Grid(16, 64, 64));

    private static List<PlannedBlock> blocks() {
        return MIXED.cells().stream().flatMap(List::stream).toList();
    }

    @Test
    void itsPartsAddUpToTheWholeNetwork() {
        long parameters = MIXED.stem().parameters() + MIXED.head().parameters();
        long macs = MIXED.stem().macs() + MIXED.head().macs();
        for (PlannedBlock block : blocks()) {
            parameters += block.size().parameters();
            macs += block.size().macs();
        }
        assertThat(parameters).isEqualTo(2_811_922).isEqualTo(MIXED.cost().parameters());
        assertThat(macs).isEqualTo(MIXED.cost().macs());
    }

    @Test
    void gridsGoDownFromStemToLastCell() {
        assertThat(MIXED.stem().grid()).isEqualTo(new Grid(16, 32, 32));
        assertThat(MIXED.cells().stream()
                        .map(cell -> cell.get(cell.size() - 1).size().grid().toString()))
                .containsExactly("8x16x16", "4x8x8", "4x4x4", "4x4x4", "4x2x2", "4x2x2");
    }

    @Test
    void aSkipIsAnIdentityOnlyWhereNothingChanges() {
        assertThat(blocks().get(7).identity()).isTrue();
        assertThat(blocks().get(7).size()).isEqualTo(new Size(new Grid(4, 8, 8), 0, 0));
        Blueprint strided = Blueprint.of(
                new CovidNet3d(Strides.parse("1x2x2/2x2x2").macro(Widths.parse("8"), 1, 2), Genotype.of(7)),
                new Grid(8, 8, 8));
        assertThat(strided.cells().get(0).get(0).identity()).isFalse();
        assertThat(strided.cells().get(0).get(0).size().parameters())
                .as("32x8 weights, gamma and beta")
                .isEqualTo(32 * 8 + 16);
    }

    @Test
    void itsTableHasARowForEachBlockAndItsFiguresToo() {
        List<String> lines = BlueprintText.lines(MIXED);
        assertThat(lines).hasSize(3 + 1 + 21 + 1);
        assertThat(lines.get(4)).startsWith("1      1     3x3x3_MBConv3").contains("32 -> 24", "2x2x2", "8x16x16");
        assertThat(lines.get(24)).contains("7x7x7_MBConv4", "192 -> 320", "1x1x1", "4x2x2");
        assertThat(BlueprintText.figures(MIXED)).containsEntry("parameters", 2_811_922L);
        assertThat((List<?>) BlueprintText.figures(MIXED).get("blocks")).hasSize(21);
    }
}
