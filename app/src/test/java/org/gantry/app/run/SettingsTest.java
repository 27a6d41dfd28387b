package org.gantry.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gantry.app.run.ParsedSettings.parsed;

import org.gantry.domain.network.Grid;
import org.gantry.domain.network.Widths;
import org.gantry.domain.run.Estimator;
import org.gantry.domain.run.Regularisation;
import org.gantry.domain.run.RunSpec;
import org.gantry.domain.run.Schedule;
import org.gantry.domain.run.SearchSettings;
import org.gantry.domain.run.SharedWeights;
import org.gantry.domain.run.Sharing;
import org.gantry.domain.run.TrainingPlan;
import org.gantry.domain.run.TrainingPlan.Precision;
import org.junit.jupiter.api.Test;

class SettingsTest {
    @Test
    void withoutOptionsAPlanIsTakenAsItIs() {
        assertThat(parsed(new TrainingOptions(TrainingPlan.PAPER)).plan()).isEqualTo(TrainingPlan.PAPER);
    }

    @Test
    void everyOptionOfATrainingIsHeard() {
        TrainingOptions options = parsed(
                new TrainingOptions(TrainingPlan.PAPER),
                "--epochs=7",
                "--batch=12",
                "--accumulation=3",
                "--patience=5",
                "--precision=bfloat16",
                "--rate=0.01",
                "--last-rate=0.001",
                "--warm-up=2",
                "--dropout=0.1",
                "--weight-decay=0.02",
                "--label-smoothing=0.05",
                "--balanced",
                "--averaging=0.99");
        assertThat(options.plan())
                .isEqualTo(new TrainingPlan(
                        7,
                        12,
                        3,
                        5,
                        Precision.BFLOAT16,
                        new Schedule(0.01, 0.001, 2),
                        new Regularisation(0.1, 0.02, 0.05, true, 0.99)));
    }

    @Test
    void lungsAreCutOutInSearchAndTrainingsWhereThatIsAskedFor() {
        RunSpec lungs = parsed(new Settings(), "--segment-lungs").spec("run", "set");
        assertThat(lungs.searchInput().lungsOnly()).isTrue();
        assertThat(lungs.evaluationInput().lungsOnly()).isTrue();
        assertThat(parsed(new Settings()).spec("run", "set").searchInput().lungsOnly())
                .isFalse();
    }

    @Test
    void aBatchThatItsPassesDoNotDivideIsRefused() {
        TrainingOptions options = parsed(new TrainingOptions(TrainingPlan.PAPER), "--batch=8", "--accumulation=3");
        assertThatThrownBy(options::plan).hasMessageContaining("a batch of 8 cannot be accumulated over 3");
    }

    @Test
    void aRunHasDefaultsForSmallMachinesAndThePapersOnDemand() {
        TrainingPlan own = spec().evaluation().plan();
        assertThat(own.epochs()).isEqualTo(50);
        assertThat(own.batch()).isEqualTo(8);
        assertThat(own.schedule()).isEqualTo(new Schedule(2e-3, 1e-5, 0));
        assertThat(own.regularisation()).isEqualTo(new Regularisation(0.3, 5e-4, 0, false, 0));
        RunSpec paper = spec("--paper", "--epochs=60", "--input=24x96x96");
        assertThat(paper.widths()).isEqualTo(Widths.S);
        assertThat(paper.evaluationInput().size()).as("given").isEqualTo(new Grid(24, 96, 96));
        assertThat(paper.evaluation().plan()).as("epochs were given").isEqualTo(TrainingPlan.PAPER.over(60));
    }

    @Test
    void everyOptionOfTheEstimatorIsHeard() {
        RunSpec other = spec("--alpha-gradient=score", "--alpha-draws=4", "--alpha-after=2", "--cost-weight=0.1");
        assertThat(other.search().estimator()).isEqualTo(new Estimator(Estimator.Gradient.SCORE, 4, 2, 0.1));
    }

    @Test
    void everyOptionOfTheSharedWeightsIsHeardAndTheyFitNoMixture() {
        assertThat(spec("--weight-rate=0.03", "--weight-rule=adam", "--open-over=9")
                        .search()
                        .weights())
                .isEqualTo(new SharedWeights(SharedWeights.Rule.ADAM, 0.03, 9));
        assertThatThrownBy(() -> spec("--mode=darts", "--open-over=9")).hasMessageContaining("DARTS");
    }

    @Test
    void aSearchWarmsUpAndOpensOverSharesOfItsEpochsUnlessToldOtherwise() {
        SearchSettings ten = spec("--search-epochs=10").search();
        assertThat(ten.estimator()).isEqualTo(new Estimator(Estimator.PAPER.gradient(), 1, 6, 0));
        assertThat(ten.weights().openingEpochs()).isEqualTo(2);
        assertThat(spec("--mode=darts").search().weights().openingEpochs()).isZero();
        SearchSettings paper = spec("--paper").search();
        assertThat(paper.estimator()).isEqualTo(Estimator.PAPER);
        assertThat(paper.weights()).isEqualTo(SharedWeights.PAPER);
        assertThatThrownBy(() -> spec("--search-epochs=5", "--alpha-after=5"))
                .hasMessageContaining("5 epochs")
                .hasMessageContaining("--alpha-after");
    }

    @Test
    void aSearchIsSharedOnDemandAlone() {
        assertThat(spec().search().sharing()).isEqualTo(Sharing.ALONE);
        assertThat(spec("--search-trainers=2", "--average-every=16").search().sharing())
                .isEqualTo(new Sharing(2, 16));
    }

    @Test
    void anEnsembleIsMadeOnDemandAloneAndNotOfMoreThanAreRanked() {
        assertThat(spec().evaluation().ensemble()).isEqualTo(1);
        assertThat(spec("--ensemble=3").evaluation().ensemble()).isEqualTo(3);
        assertThatThrownBy(() -> spec("--ensemble=3", "--candidates=2"))
                .hasMessageContaining("an ensemble is of 1 to all 2 candidates that are ranked, not of 3");
    }

    private static RunSpec spec(String... arguments) {
        return ParsedSettings.of(arguments).spec("run", "dataset");
    }
}
