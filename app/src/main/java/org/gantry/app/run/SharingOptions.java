package org.gantry.app.run;

import org.gantry.domain.run.Sharing;
import picocli.CommandLine.Option;

/** The options of how several trainers share a search; without any, one does all of it. */
final class SharingOptions {
    @Option(
            names = "--search-trainers",
            paramLabel = "N",
            description = "Trainers that share the search, each on its part of an epoch, and average their weights.")
    private int trainers = Sharing.ALONE.trainers();

    @Option(
            names = "--average-every",
            paramLabel = "K",
            description = "Weight steps between two averagings; 1 is synchronous.")
    private int averageEvery = Sharing.ALONE.averageEvery();

    Sharing sharing() {
        return new Sharing(trainers, averageEvery);
    }
}
