package org.gantry.searcher;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gantry.bus.Bus;
import org.gantry.bus.Feed;
import org.gantry.bus.Received;
import org.gantry.bus.Topics;
import org.gantry.domain.run.RunSpec;
import org.gantry.domain.run.Share;
import org.gantry.domain.run.StepTaken;

/** The steps of a search from the log, those of its shares joined; with one share, as they are. */
final class SharedSteps implements AutoCloseable {
    private static final int WAITING = 64;

    private final List<Feed<StepTaken>> feeds = new ArrayList<>();
    private final StepJoin join;

    SharedSteps(Bus bus, RunSpec spec) {
        List<Share> shares = spec.search().sharing().shares();
        for (Share share : shares) {
            feeds.add(bus.feed(Topics.STEPS, spec.searchJob(share), 0, WAITING));
        }
        this.join = new StepJoin(spec.searchJob(), shares.size());
    }

    /** Waits for the next step that all shares took, at most so long for each; empty where one is still missing. */
    Optional<StepTaken> next(Duration atMost) throws InterruptedException {
        while (true) {
            Optional<StepTaken> joined = join.next();
            if (joined.isPresent()) {
                return joined;
            }
            int missing = join.missing();
            Optional<Received<StepTaken>> received = feeds.get(missing).next(atMost);
            if (received.isEmpty()) {
                return Optional.empty();
            }
            join.add(missing, received.get().value());
        }
    }

    @Override
    public void close() {
        feeds.forEach(Feed::close);
    }
}
