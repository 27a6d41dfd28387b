package org.gantry.dashboard.search;

import java.util.ArrayList;
import java.util.List;
import org.gantry.domain.network.CovidNet3d;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.LayerGroup;
import org.gantry.domain.network.MacroArchitecture;
import org.gantry.domain.network.MacroArchitecture.Block;
import org.gantry.domain.network.Stride;
import org.gantry.domain.run.RunSpec;
import org.gantry.web.Kind;
import org.gantry.web.Shape;

/**
 * What all architectures of a search have in common, laid out block by block (paper, Figure 1): whatever operation is
 * chosen for a block, its widths, its stride and its output's grid are these.
 *
 * @param macro what the search leaves fixed
 * @param input size of its volumes
 * @param grids of the outputs of stem and blocks
 */
record Frame(MacroArchitecture macro, Grid input, List<Grid> grids) {
    private static final Kind<Placed> BLOCK = Shape.<Placed>named("Block", "A position of choice.")
            .with("cell", Kind.WHOLE, b -> b.block.cell())
            .with("channelsIn", Kind.WHOLE, b -> b.block.inWidth())
            .with("channels", Kind.WHOLE, b -> b.block.outWidth())
            .with("stride", Kind.TEXT, b -> text(b.block.stride()))
            .with("shortcut", Kind.YES_NO, b -> b.block.hasShortcut())
            .with("grid", Kind.TEXT, b -> b.grid.toString())
            .kind();

    static final Kind<Frame> KIND = Shape.<Frame>named("Frame", "What all architectures of a search have in common.")
            .with("input", Kind.TEXT, f -> f.input.toString())
            .with("stemChannels", Kind.WHOLE, f -> f.macro.stemWidth())
            .with("stemStride", Kind.TEXT, f -> text(f.macro.stemStride()))
            .with("stemGrid", Kind.TEXT, f -> f.grids.get(0).toString())
            .with("classes", Kind.WHOLE, f -> f.macro.classes())
            .with("blocks", Kind.list(BLOCK), Frame::blocks)
            .kind();

    private record Placed(Block block, Grid grid) {}

    Frame {
        grids = List.copyOf(grids);
    }

    /** Of a search in a data set of so many classes. */
    static Frame of(RunSpec spec, int classes) {
        MacroArchitecture macro = spec.macro(classes);
        Grid input = spec.searchInput().size();
        List<Grid> grids = new ArrayList<>();
        Grid grid = input;
        for (LayerGroup group :
                CovidNet3d.anyOf(macro).cells().stream().flatMap(List::stream).toList()) {
            grid = group.grid(grid);
            grids.add(grid);
        }
        return new Frame(macro, input, grids);
    }

    private List<Placed> blocks() {
        List<Placed> placed = new ArrayList<>();
        for (Block block : macro.blocks()) {
            placed.add(new Placed(block, grids.get(block.index() + 1)));
        }
        return placed;
    }

    private static String text(Stride stride) {
        return stride.depth() + "x" + stride.height() + "x" + stride.width();
    }
}
