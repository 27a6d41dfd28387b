package org.gantry.network.graph;

import java.util.List;
import org.gantry.network.graph.UpdateRule.Rates;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** Learning rates, fed as one vector: stem first, then a number a block, the head last. */
public final class FedRates {
    private final Operand<TFloat32> rates;
    private final Operand<TFloat32> epsilons;
    private final List<? extends Operand<TFloat32>> rateOf;
    private final List<? extends Operand<TFloat32>> epsilonOf;

    FedRates(GraphOps g, int groups) {
        this.rates = g.tf().placeholder(TFloat32.class, Placeholder.shape(Shape.of(groups)));
        this.epsilons = g.tf().placeholder(TFloat32.class, Placeholder.shape(Shape.of(groups)));
        this.rateOf = g.tf().unstack(rates, (long) groups).output();
        this.epsilonOf = g.tf().unstack(epsilons, (long) groups).output();
    }

    /** Fed: a learning rate a group. */
    public Operand<TFloat32> rates() {
        return rates;
    }

    /** Fed: one of Adam's epsilons a group. */
    public Operand<TFloat32> epsilons() {
        return epsilons;
    }

    Rates of(int group) {
        return new Rates(rateOf.get(group), epsilonOf.get(group));
    }
}
