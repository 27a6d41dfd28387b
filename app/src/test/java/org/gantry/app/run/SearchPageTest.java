package org.gantry.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.network.Operation;
import org.gantry.domain.run.Draw;
import org.gantry.domain.run.Phase;
import org.gantry.domain.run.RunEvent.Concern;
import org.gantry.domain.run.RunEvent.Stage;
import org.gantry.domain.run.RunEvent.Status;
import org.gantry.domain.run.RunEvent.Warned;
import org.gantry.domain.run.StepTaken;
import org.gantry.domain.run.TrainingEvent;
import org.gantry.domain.run.TrainingEvent.EpochCompleted;
import org.junit.jupiter.api.Test;

class SearchPageTest {
    private static final int BLOCKS = 21;
    private static final int STEPS = 5;
    private static final RunWork WORK = new RunWork(
            ParsedSettings.of("--search-epochs=10", "--alpha-after=0").spec("first", "set"), STEPS);
    private static final String JOB = WORK.spec().searchJob();

    /** A search in its eighth epoch: seven measured, the last of them the best; block 3 leans to operation 6. */
    private static RunRecord record(Stage stage) {
        List<StepTaken> steps = new ArrayList<>();
        List<TrainingEvent> trainings = new ArrayList<>();
        for (int epoch = 0; epoch < 7; epoch++) {
            steps.add(step(epoch, STEPS - 1, Phase.MEASURE, 0.9 - 0.1 * epoch, 0.5 + 0.05 * epoch));
            trainings.add(new EpochCompleted(JOB, epoch, 0.7, 0.5, 0.6, 0.6));
        }
        steps.add(step(7, 0, Phase.WEIGHTS, 0.6, 0.5));
        steps.add(step(7, 1, Phase.WEIGHTS, 0.4, 0.75));
        List<double[]> alpha = new ArrayList<>();
        for (int b = 0; b < BLOCKS; b++) {
            double[] row = new double[Operation.COUNT];
            row[6] = b == 2 ? Math.log(13) : 0;
            alpha.add(row);
        }
        Draw draw = new Draw(JOB, 7, 1, Phase.ALPHA, genotype(1), alpha, 2.05);
        Warned warned = new Warned("first", Concern.SKIP, 3, "Skip has 61 % of alpha");
        return new RunRecord(
                List.of(draw), steps, trainings, List.of(warned), Optional.of(new Status("first", stage, "as it is")));
    }

    private static Genotype genotype(int operation) {
        int[] drawn = new int[BLOCKS];
        Arrays.fill(drawn, operation);
        return Genotype.of(drawn);
    }

    private static StepTaken step(int epoch, int step, Phase phase, double loss, double accuracy) {
        return new StepTaken(JOB, epoch, step, phase, genotype(epoch % 8), loss, accuracy, 1, new double[0]);
    }

    private static String page(boolean colours) {
        return String.join(
                "\n",
                new SearchPage(WORK, colours).lines(record(Stage.SEARCHING), Optional.of(Duration.ofSeconds(185))));
    }

    @Test
    void aPageSaysWhereTheSearchStandsAndWhatItWarnedOf() {
        assertThat(page(false))
                .contains("run first   SEARCHING   epoch 7 of 10, step 2 of 5", "3 min left of this stage")
                .contains("loss 0.400 (mean of its epoch 0.500)   accuracy 0.750")
                .contains("entropy of alpha 2.0500 of 2.0794 nats")
                .contains(": Skip has 61 % of alpha");
    }

    @Test
    void theHeatMapHasARowABlockAndMarksWhatLeads() {
        List<String> lines = page(false).lines().toList();
        List<String> rows = lines.stream()
                .filter(l -> l.matches(" ?\\d+ [ \u2591-\u2593\u2588].*"))
                .toList();
        assertThat(rows).hasSize(BLOCKS);
        assertThat(rows.get(2)).startsWith(" 3   ").contains("\u2588 65<");
        assertThat(rows.get(0)).as("undecided: none is marked").contains("\u2591 13 \u2591 13 ");
        assertThat(lines).anyMatch(l -> l.contains("3e3  3e4") && l.contains("7e4 skip"));
    }

    @Test
    void theFiveBestMeasuredStandBesideIt() {
        List<String> best =
                page(false).lines().filter(l -> l.matches(".* \\d{21}")).toList();
        assertThat(best).hasSize(5);
        assertThat(best.get(0)).endsWith("   0.800  0.300      7  666666666666666666666");
        assertThat(best.get(4)).endsWith("   0.600  0.700      3  222222222222222222222");
    }

    @Test
    void whileWeightsWarmUpTheBestMeasuredStandAloneAndThePageSaysFromWhenAlphaMoves() {
        RunWork warm = new RunWork(
                ParsedSettings.of("--search-epochs=10", "--alpha-after=8").spec("first", "set"), STEPS);
        RunRecord searching = record(Stage.SEARCHING);
        RunRecord now = new RunRecord(
                List.of(), searching.steps(), searching.trainings(), searching.warnings(), searching.status());
        List<String> lines = new SearchPage(warm, false).lines(now, Optional.empty());
        assertThat(lines).anyMatch(l -> l.endsWith("accuracy 0.750   alpha moves from epoch 9"));
        assertThat(lines).contains("   0.800  0.300      7  666666666666666666666");
    }

    @Test
    void aTerminalGetsColoursAndTheSameNumbers() {
        assertThat(page(true)).contains("\u001b[48;2;", "\u001b[0m");
        assertThat(page(true).replaceAll("\u001b\\[[0-9;]*m", "").replaceAll("[ <]+", " "))
                .isEqualTo(page(false).replaceAll("[\u2591-\u2593\u2588]", " ").replaceAll("[ <]+", " "));
    }

    @Test
    void aRunThatNobodyTookHasAPage() {
        RunRecord nothing = new RunRecord(Collections.emptyList(), List.of(), List.of(), List.of(), Optional.empty());
        assertThat(new SearchPage(WORK, false).lines(nothing, Optional.empty()))
                .containsExactly(
                        "run first   ASKED   epoch 0 of 10", "nobody has taken it yet: is a searcher running?", "");
    }

    @Test
    void timeLeftIsByTheStagesOwnPaceSinceItWasLookedAt() {
        AtomicLong clock = new AtomicLong();
        TimeLeft left = new TimeLeft(WORK, clock::get);
        RunRecord then = record(Stage.SEARCHING);
        assertThat(left.of(then)).as("nothing has moved yet").isEmpty();
        List<StepTaken> steps = new ArrayList<>(then.steps());
        steps.add(step(7, 2, Phase.WEIGHTS, 0.4, 0.75));
        clock.set(Duration.ofSeconds(2).toNanos());
        RunRecord now = new RunRecord(then.alphaDraws(), steps, then.trainings(), then.warnings(), then.status());
        assertThat(left.of(now))
                .as("two seconds a step, 110 steps in all, 10 of them behind")
                .hasValue(Duration.ofSeconds(200));
        assertThat(left.of(record(Stage.PAUSED))).isEmpty();
        assertThat(TimeLeft.text(Duration.ofMinutes(125))).isEqualTo("2 h 05 min");
        assertThat(TimeLeft.text(Duration.ofSeconds(40))).isEqualTo("40 s");
    }

    @Test
    void aLineForProgramsIsAnEpochWithItsEntropy() {
        assertThat(EpochFigures.of(record(Stage.SEARCHING)))
                .hasSize(7)
                .allSatisfy(epoch -> assertThat(epoch).containsKeys("job", "epoch", "validationAccuracy"));
    }
}
