package org.gantry.network.graph;

import java.util.List;
import org.gantry.domain.network.Genotype;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.types.TFloat32;

/** What a search's step feeds and fetches, whatever its blocks are: switched or mixed. */
public interface SearchGraph {
    /** Stem, every candidate of every block, head. */
    List<ParameterGroup> groups();

    /** The groups of a genotype's path that have parameters, in order. */
    List<ParameterGroup> path(Genotype genotype);

    /** Fed: {@link StemInput#tensor}. */
    Operand<TFloat32> voxels();

    /** Fed: learning rates. */
    FedRates rates();

    /** Loss and logits of what the step runs, and what they are fed. */
    Head.Loss loss();

    /** What alpha's gradient is made of. */
    Operand<TFloat32> gates();

    /** Global norm of the gradients of what the step runs. */
    Operand<TFloat32> norm();

    /** Updates weights and running statistics of what the step runs. */
    Op step();
}
