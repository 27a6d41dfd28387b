package org.gantry.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gantry.dashboard.RunState.Progress;
import org.gantry.domain.ContentRef;
import org.gantry.domain.network.Baseline;
import org.gantry.domain.network.Grid;
import org.gantry.domain.run.ArchitectureMeasured;
import org.gantry.domain.run.EnsembleSpec;
import org.gantry.domain.run.Phase;
import org.gantry.domain.run.RunEvent.Concern;
import org.gantry.domain.run.RunEvent.Stage;
import org.gantry.domain.run.StepTaken;
import org.gantry.domain.run.TrainingEvent;
import org.gantry.domain.scan.Preprocessing;
import org.gantry.domain.scan.Role;
import org.junit.jupiter.api.Test;

class BoardTest {
    private final Board board = new Board();

    @Test
    void aSearchIsAsFarAsItsEpochs() {
        board.on(Facts.asked());
        board.on(Facts.status(Stage.SEARCHING));
        assertThat(run().progress()).contains(new Progress(0, 2));

        board.on(Facts.epoch("r1/search", 0));
        assertThat(run().progress()).contains(new Progress(1, 2));
        assertThat(run().ended()).isFalse();
    }

    @Test
    void aRankingIsAsFarAsTheShortTrainingsThatWereAskedForAndAFailedOneIsOver() {
        board.on(Facts.asked());
        board.on(Facts.status(Stage.RANKING));
        board.on(Facts.epoch("r1/search", 1));
        board.on(Facts.requested(0));
        board.on(Facts.requested(1));
        board.on(Facts.epoch("r1/short-0", 0));
        board.on(new TrainingEvent.Failed("r1/short-1", "out of memory"));

        assertThat(run().progress()).contains(new Progress(3, 4));
        assertThat(run().trainings())
                .extracting(TrainingState::outcome)
                .containsExactly(
                        TrainingState.Outcome.RUNNING, TrainingState.Outcome.RUNNING, TrainingState.Outcome.FAILED);
    }

    @Test
    void aRunThatEndedHasNoProgressButItsCounts() {
        board.on(Facts.asked());
        board.on(Facts.status(Stage.COMPLETED));
        board.on(Facts.epoch("r1/search", 1));
        board.on(Facts.epoch("r1/full", 3));

        assertThat(run().ended()).isTrue();
        assertThat(run().progress()).isEmpty();
        assertThat(run().epochsDone()).isEqualTo(6);
    }

    @Test
    void trainingsWithoutASearchAreARunThatEndsWithTheLastOfThem() {
        board.on(Facts.compared("r1/mc3_18-1"));
        board.on(Facts.compared("r1/mc3_18-2"));
        board.on(Facts.epoch("r1/mc3_18-1", 0));
        assertThat(run().progress()).contains(new Progress(1, 4));

        board.on(new TrainingEvent.Ended("r1/mc3_18-1", 0.9, 0.3, Optional.empty()));
        assertThat(run().progress()).contains(new Progress(2, 4));
        assertThat(run().ended()).isFalse();

        board.on(new TrainingEvent.Failed("r1/mc3_18-2", "out of memory"));
        assertThat(run().progress()).isEmpty();
        assertThat(run().ended()).isTrue();
    }

    @Test
    void anEnsembleOfModelsThatArePublishedIsARunThatEndsWithIt() {
        EnsembleSpec.Member member = new EnsembleSpec.Member("a", Baseline.MC3_18, new ContentRef("digest", 1, 0));
        board.on(new TrainingEvent.EnsembleRequested(
                new EnsembleSpec("r1", "nodules", 1, Preprocessing.lung(new Grid(8, 16, 16)), List.of(member))));
        assertThat(run().ended()).isFalse();

        board.on(new TrainingEvent.Ended("r1/ensemble", 0.9, 0.3, Optional.empty()));
        assertThat(run().ended()).isTrue();
        assertThat(run().progress()).isEmpty();
    }

    @Test
    void topicsMayBeReadInAnyOrder() {
        board.on(Facts.step(0, 0, Phase.ALPHA));
        board.on(Facts.architecture("r1", 0, 0.8));
        assertThat(run().status()).isEmpty();

        board.on(Facts.status(Stage.SEARCHING));
        board.on(Facts.asked());
        assertThat(run().progress()).contains(new Progress(0, 2));
        assertThat(run().stepsTaken()).isEqualTo(1);
    }

    @Test
    void aStepThatComesAgainCountsOnce() {
        board.on(Facts.step(0, 0, Phase.ALPHA));
        board.on(Facts.step(0, 0, Phase.WEIGHTS));
        board.on(Facts.step(0, 0, Phase.MEASURE));
        board.on(Facts.step(0, 0, Phase.WEIGHTS));
        board.on(Facts.step(1, 0, Phase.ALPHA));

        assertThat(run().stepsTaken()).isEqualTo(4);
        assertThat(run().lastStep().orElseThrow().epoch()).isEqualTo(1);
    }

    @Test
    void eachOfSeveralDrawsOfAStepCounts() {
        board.on(Facts.step(0, 0, Phase.ALPHA));
        board.on(new StepTaken("r1/search", 0, 0, Phase.ALPHA, 1, Facts.GENOTYPE, 0.69, 0.5, 1, new double[0], 0));

        assertThat(run().stepsTaken()).isEqualTo(2);
    }

    @Test
    void aConcernIsShownOnceAsItWasSaidLast() {
        board.on(Facts.warned(Concern.SKIP, 3));
        board.on(Facts.warned(Concern.ENTROPY, 4));
        board.on(Facts.warned(Concern.SKIP, 5));

        assertThat(run().warnings()).containsExactly(Facts.warned(Concern.ENTROPY, 4), Facts.warned(Concern.SKIP, 5));
        JsonObject warning = RunJson.RUN.json(run()).getJsonArray("warnings").getJsonObject(1);
        assertThat(warning.getString("concern")).isEqualTo("SKIP");
        assertThat(warning.getInteger("epoch")).isEqualTo(5);
        assertThat(warning.getString("message")).contains("warns of SKIP");
    }

    @Test
    void anEpochThatComesAgainChangesNothing() {
        board.on(Facts.epoch("r1/full", 0));
        board.on(Facts.epoch("r1/full", 1));
        board.on(Facts.epoch("r1/full", 0));

        assertThat(run().epochsDone()).isEqualTo(2);
        assertThat(run().trainings().get(0).accuracy()).hasValue(0.71);
    }

    @Test
    void architecturesOfOneRunOrOfAllTogether() {
        board.on(Facts.architecture("r1", 0, 0.8));
        board.on(Facts.architecture("r2", 0, 0.9));

        assertThat(board.architectures(Optional.empty()))
                .extracting(ArchitectureMeasured::job)
                .containsExactly("r2/search", "r1/search");
        assertThat(board.architectures(Optional.of("r1"))).hasSize(1);
        assertThat(board.totals().architectures()).isEqualTo(2);
    }

    @Test
    void aManifestIsKeptAsCounts() {
        board.on(Facts.dataset());

        DatasetSummary kept = board.datasets().get("nodules").orElseThrow();
        assertThat(kept.patients()).isEqualTo(2);
        assertThat(kept.scans())
                .isEqualTo(Map.of(
                        Role.SEARCH_TRAIN, List.of(1, 1),
                        Role.SEARCH_VALIDATION, List.of(0, 0),
                        Role.VALIDATION, List.of(0, 0),
                        Role.TEST, List.of(0, 1)));
    }

    @Test
    void aScanKnowsWhatItIsForWhicheverComesFirst() {
        String early = Facts.dataset().entries().get(0).scanId();
        String late = Facts.dataset().entries().get(1).scanId();
        board.on(Facts.scan(early));
        board.on(Facts.dataset());
        board.on(Facts.scan(late));
        board.on(Facts.scan("stranger"));

        assertThat(role(early)).contains(Facts.dataset().entries().get(0).role());
        assertThat(role(late)).contains(Facts.dataset().entries().get(1).role());
        assertThat(role("stranger")).isEmpty();
    }

    private Optional<Role> role(String scan) {
        return board.way(scan).orElseThrow().role();
    }

    @Test
    void memoryIsBoundedHoweverMuchComes() {
        for (int i = 0; i < 1000; i++) {
            board.on(Facts.scan("s" + i));
            board.on(Facts.prediction("s" + i));
            board.on(Facts.architecture("r" + i, 0, 0.5));
        }

        assertThat(board.scans().newestFirst()).hasSize(Board.MOST_SCANS);
        assertThat(board.predictions().newestFirst()).hasSize(Board.MOST_PREDICTIONS);
        assertThat(board.runs().newestFirst()).hasSize(Board.MOST_RUNS);
        assertThat(board.predictions().newestFirst().get(0).scanId()).isEqualTo("s999");
        assertThat(board.totals().scans()).isEqualTo(1000);
    }

    @Test
    void aChangedRunIsToldOnce() {
        board.on(Facts.step(0, 0, Phase.ALPHA));
        board.on(Facts.step(0, 0, Phase.WEIGHTS));

        assertThat(board.takeChangedRuns()).extracting(RunState::run).containsExactly("r1");
        assertThat(board.takeChangedRuns()).isEmpty();
    }

    private RunState run() {
        return board.runs().get("r1").orElseThrow();
    }
}
