package org.gantry.network.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The variables of a stem, a candidate operation or a head: weights, running statistics, and the optimiser's slots. */
public final class ParameterGroup {
    private final ParameterLayout layout;
    private final FlatVariable weights;
    private final Optional<FlatVariable> statistics;
    private final List<FlatVariable> slots = new ArrayList<>();

    /** Makes the variables; the layout must not be empty. */
    public ParameterGroup(GraphOps g, ParameterLayout layout, List<String> slotNames) {
        this.layout = layout;
        String name = layout.group() + ".";
        this.weights = new FlatVariable(g, name + "weights", layout.weights(), "");
        this.statistics = layout.statistics().isEmpty()
                ? Optional.empty()
                : Optional.of(new FlatVariable(g, name + "statistics", layout.statistics(), ""));
        for (String slot : slotNames) {
            slots.add(new FlatVariable(g, name + slot, layout.weights(), "." + slot));
        }
    }

    /** Its names and shapes. */
    public ParameterLayout layout() {
        return layout;
    }

    /** What is trained. */
    public FlatVariable weights() {
        return weights;
    }

    /** Running means and variances; a head has none. */
    public Optional<FlatVariable> statistics() {
        return statistics;
    }

    /** What the optimiser keeps. */
    public List<FlatVariable> slots() {
        return slots;
    }

    /** Weights and statistics: what a network needs to answer. */
    public List<FlatVariable> answering() {
        List<FlatVariable> variables = new ArrayList<>(List.of(weights));
        statistics.ifPresent(variables::add);
        return variables;
    }
}
