package org.gantry.app.command;

import java.util.List;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.Snapshot;
import org.gantry.bus.Topics;
import org.gantry.domain.run.ArchitectureMeasured;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that narrows a reading to the search of one run. */
final class RunFilter {
    @Option(names = "--run", paramLabel = "NAME", description = "Only those of a run.")
    private @Nullable String run;

    /** Whether a job is wanted. */
    boolean wants(String job) {
        return run == null || job.startsWith(run + "/");
    }

    /** The measured architectures that are wanted. */
    List<ArchitectureMeasured> architectures(Bus bus) throws InterruptedException {
        return Await.result(Snapshot.all(bus, Topics.ARCHITECTURES, a -> wants(a.job())));
    }

    /** For titles: the run's name, or all of them. */
    String title() {
        return run == null ? "all runs" : run;
    }
}
