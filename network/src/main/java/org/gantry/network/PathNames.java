package org.gantry.network;

import java.util.ArrayList;
import java.util.List;
import org.gantry.domain.network.Genotype;

/** Names of the parameter groups that a genotype's path goes through. */
final class PathNames {
    private PathNames() {}

    /** {@code stem}, one {@code block3.op2} a block, {@code head}. */
    static List<String> of(Genotype genotype) {
        List<String> names = new ArrayList<>();
        names.add("stem");
        for (int block = 0; block < genotype.blocks(); block++) {
            names.add("block" + block + ".op" + genotype.operation(block).index());
        }
        names.add("head");
        return names;
    }
}
