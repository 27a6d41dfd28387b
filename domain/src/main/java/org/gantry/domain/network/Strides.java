package org.gantry.domain.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gantry.domain.network.MacroArchitecture.Cell;

/**
 * Strides of the stem and of each cell's first block: a preset, or any list.
 *
 * @param name how a user writes it
 * @param stem the stem's stride
 * @param cells one stride a cell
 */
public record Strides(String name, Stride stem, List<Stride> cells) {
    /** The released code's: 2 in the stem and [2,2,2,1,2,1] in the cells, on all axes; 32 in total. */
    public static final Strides ISOTROPIC =
            new Strides("ISOTROPIC", Stride.all(2), Arrays.asList(all(2), all(2), all(2), all(1), all(2), all(1)));

    /** Height and width as ISOTROPIC, depth 1 in the stem and [2,2,1,1,1,1] in the cells: a CAM keeps its slices. */
    public static final Strides ANISOTROPIC = new Strides(
            "ANISOTROPIC",
            new Stride(1, 2, 2),
            List.of(all(2), all(2), all(2).withDepth(1), all(1), all(2).withDepth(1), all(1)));

    private static final List<Integer> BLOCKS = List.of(4, 4, 4, 4, 4, 1);

    public Strides {
        cells = List.copyOf(cells);
    }

    private static Stride all(int stride) {
        return Stride.all(stride);
    }

    /** Parses a preset's name or strides {@code stem/cell/cell...}, each {@code depth x height x width}. */
    public static Strides parse(String text) {
        return switch (text.strip()) {
            case "ISOTROPIC" -> ISOTROPIC;
            case "ANISOTROPIC" -> ANISOTROPIC;
            default -> {
                List<Stride> strides = new ArrayList<>();
                for (String part : text.strip().split("/", -1)) {
                    Grid g = Grid.parse(part);
                    strides.add(new Stride(g.depth(), g.height(), g.width()));
                }
                if (strides.size() < 2) {
                    throw new IllegalArgumentException(
                            "strides '" + text + "' are not ISOTROPIC, ANISOTROPIC or stem/cell/... like 1x2x2/2x2x2");
                }
                yield new Strides(text.strip(), strides.get(0), strides.subList(1, strides.size()));
            }
        };
    }

    /**
     * The paper's macro-architecture of these strides: 4 blocks a cell, 1 in the last of six.
     *
     * @throws IllegalArgumentException if widths and strides count different cells
     */
    public MacroArchitecture macro(Widths widths, int inChannels, int classes) {
        int n = widths.channels().size();
        if (n != cells.size()) {
            throw new IllegalArgumentException(
                    n + " widths (" + widths + ") do not fit " + cells.size() + " strides of cells (" + name + ")");
        }
        List<Cell> list = new ArrayList<>();
        for (int c = 0; c < n; c++) {
            int blocks = n == BLOCKS.size() ? BLOCKS.get(c) : 1;
            list.add(new Cell(widths.channels().get(c), blocks, cells.get(c)));
        }
        return new MacroArchitecture(MacroArchitecture.STEM_WIDTH, stem, list, inChannels, classes);
    }

    @Override
    public String toString() {
        return name;
    }
}
