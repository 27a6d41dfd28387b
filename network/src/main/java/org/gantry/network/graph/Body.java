package org.gantry.network.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.gantry.domain.network.Architecture;
import org.gantry.domain.network.LayerGroup;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** A network's groups laid out once, over views of their parameters. */
final class Body {
    private final GraphOps g;
    private final Architecture architecture;
    private final List<Optional<ParameterViews>> views = new ArrayList<>();
    private final List<FeatureMap> cellEnds = new ArrayList<>();
    private final Operand<TFloat32> voxels;
    private final Flow flow;

    /**
     * Lays them out.
     *
     * @param groups of stem, blocks and head
     * @param passes what the layers of each cell are for: the way back ends at the last answering one
     */
    Body(
            GraphOps g,
            Architecture architecture,
            StemInput input,
            List<Optional<ParameterGroup>> groups,
            IntFunction<Pass> passes) {
        this.g = g;
        this.architecture = architecture;
        Stem stem = new Stem(g, input);
        this.voxels = stem.voxels();
        List<List<LayerGroup>> cells = architecture.cells();
        views.add(view(groups.get(0), passes.apply(0)));
        Flow on = stem.flow(cells.get(0).get(0), views.get(0).orElseThrow());
        for (int cell = 0; cell < cells.size(); cell++) {
            for (LayerGroup group : cell == 0 ? List.<LayerGroup>of() : cells.get(cell)) {
                Optional<ParameterViews> own = view(groups.get(views.size()), passes.apply(cell));
                views.add(own);
                if (own.isPresent()) {
                    on = on.then(x -> LayerFlow.whole(g, group, x, own.get()));
                }
            }
            cellEnds.add(on.out());
            on = passes.apply(cell) == Pass.ANSWERING ? Flow.of(on.out()) : on;
        }
        views.add(view(groups.get(views.size()), passes.apply(cells.size() - 1)));
        this.flow = on;
    }

    private Optional<ParameterViews> view(Optional<ParameterGroup> group, Pass pass) {
        return group.map(present -> new ParameterViews(g, present, pass));
    }

    /** Fed: {@link StemInput#tensor}. */
    Operand<TFloat32> voxels() {
        return voxels;
    }

    /** Up to the head. */
    Flow flow() {
        return flow;
    }

    /** Features after the stem and after each cell. */
    List<FeatureMap> cellEnds() {
        return cellEnds;
    }

    Head head() {
        return new Head(g, views.get(views.size() - 1).orElseThrow(), flow.out(), architecture.classes());
    }

    /** Of each group; an identity Skip has none. */
    List<Optional<ParameterViews>> views() {
        return views;
    }

    List<ParameterViews> present() {
        return views.stream().flatMap(Optional::stream).toList();
    }
}
