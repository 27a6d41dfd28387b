package org.gantry.network.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.gantry.domain.network.CovidNet3d;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.network.MacroArchitecture;
import org.gantry.domain.network.MacroArchitecture.Block;
import org.gantry.domain.network.Operation;

/**
 * The variables that all networks of a search space share.
 *
 * @param stem of all of them
 * @param candidates (block)(operation), empty for an identity Skip
 * @param head of all of them
 */
record SharedParameters(ParameterGroup stem, List<List<Optional<ParameterGroup>>> candidates, ParameterGroup head) {
    SharedParameters {
        candidates = List.copyOf(candidates);
    }

    static SharedParameters of(GraphOps g, MacroArchitecture macro, List<String> slots) {
        List<List<Optional<ParameterGroup>>> candidates = new ArrayList<>();
        ParameterGroup stem = new ParameterGroup(g, ParameterLayout.of(CovidNet3d.stem(macro)), slots);
        ParameterGroup head = new ParameterGroup(g, ParameterLayout.head(macro.headWidth(), macro.classes()), slots);
        for (Block block : macro.blocks()) {
            candidates.add(Arrays.stream(Operation.values())
                    .map(operation -> ParameterLayout.of(CovidNet3d.candidate(block, operation)))
                    .map(layout -> layout.isEmpty()
                            ? Optional.<ParameterGroup>empty()
                            : Optional.of(new ParameterGroup(g, layout, slots)))
                    .toList());
        }
        return new SharedParameters(stem, candidates, head);
    }

    /** Stem, every candidate of every block, head. */
    List<ParameterGroup> all() {
        List<ParameterGroup> groups = new ArrayList<>(List.of(stem));
        candidates.forEach(block -> block.forEach(group -> group.ifPresent(groups::add)));
        groups.add(head);
        return groups;
    }

    /** The groups of a genotype's path that have parameters, in order. */
    List<ParameterGroup> path(Genotype genotype) {
        List<ParameterGroup> path = new ArrayList<>(List.of(stem));
        for (int b = 0; b < candidates.size(); b++) {
            candidates.get(b).get(genotype.operation(b).index()).ifPresent(path::add);
        }
        path.add(head);
        return path;
    }
}
