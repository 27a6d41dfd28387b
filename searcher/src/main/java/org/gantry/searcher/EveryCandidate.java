package org.gantry.searcher;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.network.Operation;

/**
 * The losses of all candidates of one block, all other blocks as drawn; the blocks take turns. That is the exact
 * gradient of the expected loss by this block's alpha, given the rest of the draw: dL/dalpha_bj = P_bj (L_j - sum_k
 * P_bk L_k). Where some block matters much, independent draws drown what the others are worth in its noise; here the
 * others stand still.
 */
final class EveryCandidate implements AlphaGradient {
    private int[] blocks = {};

    @Override
    public List<GumbelSoftmax> draws(Alpha alpha, double tau, int count, int turn, RandomFunction place) {
        int several = count / Operation.COUNT;
        blocks = IntStream.range(0, several)
                .map(i -> Math.floorMod(turn * several + i, alpha.blocks()))
                .toArray();
        return IntStream.range(0, several)
                .boxed()
                .flatMap(i -> candidates(GumbelSoftmax.draw(alpha, tau, place.at(i)), blocks[i]))
                .toList();
    }

    private static Stream<GumbelSoftmax> candidates(GumbelSoftmax drawn, int block) {
        return IntStream.range(0, Operation.COUNT).mapToObj(k -> {
            int[] path = drawn.genotype().indices();
            path[block] = k;
            return new GumbelSoftmax(Genotype.of(path), drawn.soft(), drawn.tau());
        });
    }

    @Override
    public double[][] of(Alpha alpha, List<Trial> trials) {
        double[][] gradient = new double[alpha.blocks()][Operation.COUNT];
        for (int i = 0; i < blocks.length; i++) {
            int first = i * Operation.COUNT;
            double[] losses = trials.subList(first, first + Operation.COUNT).stream()
                    .mapToDouble(t -> t.taken().loss())
                    .toArray();
            gradient[blocks[i]] = alpha.gradient(blocks[i], losses);
        }
        return gradient;
    }
}
