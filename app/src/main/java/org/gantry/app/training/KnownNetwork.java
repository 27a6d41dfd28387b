package org.gantry.app.training;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gantry.domain.network.Architecture;
import org.gantry.domain.network.Baseline;
import org.gantry.domain.network.CovidNet3d;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.MacroArchitecture;
import org.gantry.domain.network.MacroArchitecture.Cell;
import org.gantry.domain.network.ModelChoice;
import org.gantry.domain.network.SearchedModel;
import org.gantry.domain.network.Stride;
import org.gantry.domain.network.Strides;
import org.gantry.domain.network.Widths;

/** From an architecture, as a bundle holds it, back to what a user would have asked for. */
final class KnownNetwork {
    private KnownNetwork() {}

    /**
     * The network that an architecture is of.
     *
     * @throws IllegalArgumentException if it takes more than one channel, or nobody could have asked for it
     */
    static ModelChoice of(Architecture architecture) {
        ModelChoice choice;
        if (architecture instanceof CovidNet3d searched) {
            MacroArchitecture macro = searched.macro();
            Widths widths = new Widths(macro.cells().stream().map(Cell::width).toList());
            choice = new SearchedModel(searched.genotype(), widths, strides(macro));
        } else {
            choice = ((Baseline.Network) architecture).model();
        }
        if (!choice.architecture(1, architecture.classes()).equals(architecture)) {
            throw new IllegalArgumentException(
                    "its network is not one of one channel, the stem and the cells of " + choice + " as they are here");
        }
        return choice;
    }

    private static Strides strides(MacroArchitecture macro) {
        List<Stride> cells = macro.cells().stream().map(Cell::stride).toList();
        return Stream.of(Strides.ISOTROPIC, Strides.ANISOTROPIC)
                .filter(preset -> preset.stem().equals(macro.stemStride())
                        && preset.cells().equals(cells))
                .findFirst()
                .orElseGet(() -> new Strides(name(macro.stemStride(), cells), macro.stemStride(), cells));
    }

    private static String name(Stride stem, List<Stride> cells) {
        return Stream.concat(Stream.of(stem), cells.stream())
                .map(s -> new Grid(s.depth(), s.height(), s.width()).toString())
                .collect(Collectors.joining("/"));
    }
}
