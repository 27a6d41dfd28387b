package org.gantry.domain.run;

import java.util.List;
import java.util.Optional;
import org.gantry.domain.run.RunEvent.Asked;
import org.gantry.domain.run.RunEvent.Stage;
import org.gantry.domain.run.RunEvent.Status;
import org.gantry.domain.run.RunEvent.Wish;
import org.gantry.domain.run.RunEvent.Wished;

/**
 * What is known of a run: the latest event of each kind.
 *
 * @param asked what was asked, once it was
 * @param wish what its user wishes
 * @param status where it stands, once somebody took it
 */
public record RunStanding(Optional<RunSpec> asked, Wish wish, Optional<Status> status) {
    /** Of a run of which nothing was said. */
    public static final RunStanding UNKNOWN = new RunStanding(Optional.empty(), Wish.RUN, Optional.empty());

    /** After one more event of the run. */
    public RunStanding after(RunEvent event) {
        if (event instanceof Asked a) {
            return new RunStanding(Optional.of(a.spec()), wish, status);
        } else if (event instanceof Wished w) {
            return new RunStanding(asked, w.wish(), status);
        } else if (event instanceof Status s) {
            return new RunStanding(asked, wish, Optional.of(s));
        }
        return this;
    }

    /** True where its work shall rest. A wish counts once the run was asked for. */
    public boolean shallRest() {
        return asked.isPresent() && wish != Wish.RUN;
    }

    /** True where it could not be done. */
    public boolean failed() {
        return status.map(Status::stage).filter(Stage.FAILED::equals).isPresent();
    }

    /** True where nothing is to be done: it has ended, or it rests as its user wishes. */
    public boolean settled() {
        return status.map(Status::stage)
                .filter(stage ->
                        stage.ended() || wish.rest().filter(stage::equals).isPresent())
                .isPresent();
    }

    /**
     * What is published for a user's wish: the wish, and of a run that failed and shall go on, once more what was
     * asked.
     *
     * @param run the run's name
     * @throws IllegalStateException if it has no search that could rest, or has ended
     */
    public List<RunEvent> wishing(String run, Wish wanted) {
        RunSpec spec = asked.orElseThrow(
                () -> new IllegalStateException("run " + run + " has no search: no searcher was asked for it"));
        boolean goesOn = wanted == Wish.RUN && failed();
        status.filter(s -> s.stage().ended() && !goesOn).ifPresent(s -> {
            throw new IllegalStateException("run " + run + " has ended: " + s.stage() + " " + s.message());
        });
        Wished wish = new Wished(run, wanted);
        return goesOn ? List.of(wish, new Asked(spec)) : List.of(wish);
    }
}
