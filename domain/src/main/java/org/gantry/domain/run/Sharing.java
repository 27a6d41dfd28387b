package org.gantry.domain.run;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How several trainers share a search: each trains a copy of the weights on its part of an epoch, and now and then all
 * take the mean of their copies (local SGD, Stich 2019).
 *
 * @param trainers how many parts
 * @param averageEvery weight steps between two averagings; 1 is synchronous
 */
public record Sharing(int trainers, int averageEvery) {
    /** One trainer does all of it. */
    public static final Sharing ALONE = new Sharing(1, 1);

    public Sharing {
        if (trainers < 1 || averageEvery < 1) {
            throw new IllegalArgumentException(
                    "a search is shared by a trainer or more, who average their weights every step or less often, not by "
                            + trainers + " every " + averageEvery + " steps");
        }
    }

    /** The parts, in order. */
    public List<Share> shares() {
        return IntStream.range(0, trainers)
                .mapToObj(index -> new Share(index, trainers))
                .toList();
    }

    /** Whether weights are averaged after so many weight steps of an epoch that has so many. */
    public boolean averages(int taken, int steps) {
        return trainers > 1 && (taken % averageEvery == 0 || taken == steps);
    }

    /** The last averaging at or before so many weight steps of an epoch: how many steps were taken then. */
    public int lastAveraged(int taken) {
        return taken / averageEvery * averageEvery;
    }
}
