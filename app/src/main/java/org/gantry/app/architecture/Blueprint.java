package org.gantry.app.architecture;

import java.util.ArrayList;
import java.util.List;
import org.gantry.domain.network.CovidNet3d;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.LayerGroup;
import org.gantry.domain.network.MacroArchitecture.Block;
import org.gantry.domain.network.NetworkDescription;
import org.gantry.domain.network.Operation;

/**
 * A network of the search space laid out block by block on volumes of one size (paper, Figure 1).
 *
 * @param network the network
 * @param input size of the volumes
 * @param stem what the stem comes to
 * @param cells the cells with their blocks
 * @param head what the head comes to; its grid is the last block's
 */
public record Blueprint(CovidNet3d network, Grid input, Size stem, List<List<PlannedBlock>> cells, Size head) {
    /**
     * What a part of a network comes to.
     *
     * @param grid positions of its output
     * @param parameters trainable numbers
     * @param macs multiply-accumulates of one volume
     */
    public record Size(Grid grid, long parameters, long macs) {
        static Size of(LayerGroup group, Grid in) {
            return new Size(group.grid(in), group.parameters(), group.macs(in));
        }
    }

    /**
     * A block with what was chosen for it.
     *
     * @param block its place, widths and stride
     * @param operation what was chosen
     * @param size what that comes to
     */
    public record PlannedBlock(Block block, Operation operation, Size size) {
        /** True where nothing is done at all: Skip where widths agree and the stride is 1. */
        public boolean identity() {
            return operation == Operation.SKIP && block.hasShortcut();
        }
    }

    public Blueprint {
        cells = cells.stream().map(List::copyOf).toList();
    }

    /** Lays a network out. */
    public static Blueprint of(CovidNet3d network, Grid input) {
        List<List<LayerGroup>> groups = network.cells();
        Size stem = Size.of(groups.get(0).get(0), input);
        List<List<PlannedBlock>> cells = new ArrayList<>();
        network.macro().cells().forEach(cell -> cells.add(new ArrayList<>()));
        Grid grid = stem.grid();
        for (Block block : network.macro().blocks()) {
            List<PlannedBlock> cell = cells.get(block.cell());
            Size size = Size.of(groups.get(block.cell() + 1).get(cell.size()), grid);
            cell.add(new PlannedBlock(block, network.genotype().operation(block.index()), size));
            grid = size.grid();
        }
        long weights = (long) network.macro().headWidth() * network.classes();
        return new Blueprint(network, input, stem, cells, new Size(grid, weights + network.classes(), weights));
    }

    /** What all of it costs. */
    public NetworkDescription cost() {
        return NetworkDescription.of(network, input);
    }
}
