package org.gantry.network;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.gantry.domain.RandomFunction;
import org.gantry.network.graph.FlatVariable;
import org.gantry.network.graph.NativeSession;
import org.gantry.network.graph.ParameterGroup;
import org.gantry.network.graph.Run;

/** Sets and reads the variables of a network by their names. */
final class ParameterStore {
    private final NativeSession session;
    private final List<FlatVariable> answering = new ArrayList<>();
    private final List<FlatVariable> slots = new ArrayList<>();
    private boolean filled;

    ParameterStore(NativeSession session, List<ParameterGroup> groups) {
        this.session = session;
        for (ParameterGroup group : groups) {
            answering.addAll(group.answering());
            slots.addAll(group.slots());
        }
    }

    /** Start values for weights and statistics, zeros for the optimiser. */
    void initialize(RandomFunction random) {
        fill(variable -> variable.initial(random));
    }

    /** Weights and statistics by name, zeros for the optimiser. */
    void load(Tensors weights) {
        fill(variable -> variable.pack(name -> weights.get(name).values()));
    }

    private void fill(Function<FlatVariable, float[]> values) {
        float[] zeros =
                new float[slots.stream().mapToInt(FlatVariable::size).max().orElse(0)];
        try (Run run = session.begin()) {
            answering.forEach(variable -> set(run, variable, values.apply(variable)));
            slots.forEach(variable -> set(run, variable, zeros));
            run.execute();
        }
        filled = true;
    }

    /** Everything by name, the optimiser's too. */
    void restore(Tensors state) {
        try (Run run = session.begin()) {
            for (FlatVariable variable : all()) {
                set(run, variable, variable.pack(name -> state.get(name).values()));
            }
            run.execute();
        }
        filled = true;
    }

    /** Sets some variables, one vector each. */
    void set(List<FlatVariable> variables, List<float[]> values) {
        try (Run run = session.begin()) {
            for (int i = 0; i < values.size(); i++) {
                set(run, variables.get(i), values.get(i));
            }
            run.execute();
        }
    }

    /**
     * Takes the weights and statistics that are there by name. All others are written back as they are, so that it is
     * always the same run: another for each variable would cost its compilation, some 60 ms in a supernet of widths S.
     */
    void replace(Tensors weights) {
        requireFilled();
        List<float[]> values;
        try (Run run = session.begin()) {
            answering.forEach(variable -> run.fetch(variable.value()));
            values = run.values();
        }
        try (Run run = session.begin()) {
            for (int i = 0; i < answering.size(); i++) {
                FlatVariable variable = answering.get(i);
                boolean named = variable.isNamed(weights.names());
                set(
                        run,
                        variable,
                        named ? variable.pack(name -> weights.get(name).values()) : values.get(i));
            }
            run.execute();
        }
    }

    private static void set(Run run, FlatVariable variable, float[] values) {
        run.feed(variable.input(), values, variable.size()).target(variable.assignment());
    }

    private List<FlatVariable> all() {
        List<FlatVariable> all = new ArrayList<>(answering);
        all.addAll(slots);
        return all;
    }

    /** Weights and statistics. */
    Map<String, Tensors.Array> weights() {
        return read(answering, Set.copyOf(answering));
    }

    /** Weights and statistics of some groups. */
    Map<String, Tensors.Array> weights(List<ParameterGroup> groups) {
        Set<FlatVariable> wanted = new HashSet<>();
        groups.forEach(group -> wanted.addAll(group.answering()));
        return read(answering, wanted);
    }

    /** Everything. */
    Map<String, Tensors.Array> state() {
        return read(all(), Set.copyOf(all()));
    }

    /**
     * Always the same reads, whatever is wanted of them: TensorFlow compiles and keeps an executor for each different
     * set, and a read costs nothing before it is copied.
     */
    private Map<String, Tensors.Array> read(List<FlatVariable> variables, Set<FlatVariable> wanted) {
        requireFilled();
        Map<String, Tensors.Array> arrays = new LinkedHashMap<>();
        try (Run run = session.begin()) {
            variables.forEach(variable -> run.fetch(variable.value()));
            List<float[]> values = run.values(i -> wanted.contains(variables.get(i)));
            for (int i = 0; i < variables.size(); i++) {
                FlatVariable variable = variables.get(i);
                if (wanted.contains(variable)) {
                    variable.unpack(values.get(i), (name, shape, v) -> arrays.put(name, new Tensors.Array(shape, v)));
                }
            }
        }
        return arrays;
    }

    /** Refuses a pass over variables that hold nothing. */
    void requireFilled() {
        session.requireOpen();
        if (!filled) {
            throw new IllegalStateException("the network has no weights yet: initialize, load or restore them first");
        }
    }
}
