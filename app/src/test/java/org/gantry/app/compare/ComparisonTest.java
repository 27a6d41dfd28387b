package org.gantry.app.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gantry.app.run.ParsedSettings;
import org.gantry.app.training.Examples;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.run.ArchitectureMeasured;
import org.gantry.domain.run.RunEvent.Stage;
import org.gantry.domain.run.RunEvent.Status;
import org.gantry.domain.run.RunSpec;
import org.gantry.domain.run.SearchSettings.Mode;
import org.gantry.domain.run.TrainingEvent;
import org.gantry.domain.run.TrainingSpec;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.domain.scan.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Six pairs of runs that need no bus; {@code -Dpictures.dir=DIR} keeps their picture, to look at. */
class ComparisonTest {
    private static final int SEEDS = 6;
    private static final List<Genotype> FOUND = List.of(
            Genotype.parse("0,1,2,3,4,5,6,7,1,2,3,4,5,6,7,0,2,3,4,5,6"),
            Genotype.parse("1,1,2,3,4,5,6,7,1,2,3,4,5,6,7,0,2,3,4,5,6"));

    @TempDir
    private Path temporary;

    private static RunTrace run(Mode mode, long seed, double trained, int right) {
        RunSpec asked = ParsedSettings.of("--search-epochs=10").spec("compare", "nodules");
        RunTrace trace = new RunTrace(asked.as("compare-" + mode + "-" + seed, seed, mode));
        RunSpec spec = trace.spec();
        for (int i = 0; i < FOUND.size(); i++) {
            TrainingSpec training = spec.shortTraining(i, FOUND.get(i));
            trace.on(new TrainingEvent.Requested(training));
            double performance = trained + (i == 0 ? 0.02 : -0.02);
            trace.on(new TrainingEvent.Ended(training.job(), performance, 0.6, Optional.empty()));
            trace.on(
                    new ArchitectureMeasured(spec.searchJob(), 8 + i, FOUND.get(i), 0.6 - 0.1 * i, 0.7, 1000, 2000, 3));
        }
        trace.on(new Status(spec.run(), Stage.COMPLETED, "done"));
        trace.on(Examples.ended(spec.fullTraining(FOUND.get(0)).job(), right));
        return trace;
    }

    private static DatasetManifest manifest() {
        List<Role> roles = List.of(Role.TEST, Role.VALIDATION, Role.SEARCH_TRAIN, Role.SEARCH_VALIDATION);
        List<DatasetManifest.Entry> entries = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            entries.add(new DatasetManifest.Entry("scan" + i, "patient" + i, i / 4 % 2, roles.get(i % 4), "d" + i));
        }
        return new DatasetManifest("nodules", List.of("benign", "malignant"), entries);
    }

    private static Comparison comparison(RunTrace... more) {
        List<RunTrace> runs = new ArrayList<>(List.of(more));
        for (int seed = 1; seed <= SEEDS; seed++) {
            runs.add(run(Mode.DNAS, seed, 0.60 + 0.01 * seed, seed == 2 ? 4 : 7));
            runs.add(run(Mode.RANDOM, seed, 0.55 + 0.005 * seed, 6));
        }
        List<RunSpec> specs = runs.stream().map(RunTrace::spec).toList();
        return Comparison.of(manifest(), Budget.of(specs, manifest()), runs);
    }

    @Test
    void aSearchThatIsBetterWithEverySeedIsHardlyChance() {
        Pairs top = comparison().pairs().get(0);
        assertThat(top.seeds()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(top.p()).hasValue(1.0 / 64);
        assertThat(ComparisonText.lines(comparison()).get(2))
                .contains("DNAS 0.635", "RANDOM 0.568", "difference 0.067", "over 6 seeds, p = 0.016");
    }

    @Test
    void sharedWeightsThatRankAsTrainingsDoHaveATauOfOne() {
        assertThat(Causes.of(comparison().mode()).tau()).hasValue(1);
    }

    @Test
    void whatTheSupernetKnewAndHowMuchWasSkippedAreSaid() {
        RunTrace early = new RunTrace(run(Mode.DNAS, 7, 0.5, 5).spec());
        early.on(new ArchitectureMeasured(early.spec().searchJob(), 1, FOUND.get(0), 0.9, 0.7, 1000, 2000));
        Causes causes = Causes.of(comparison(early).mode());
        assertThat(causes.shared().orElseThrow()).isCloseTo(0.55, within(1e-12));
        assertThat(causes.skip().orElseThrow()).isCloseTo(2.0 / 21, within(1e-12));
    }

    @Test
    void aFailedRunIsNamedAndItsPairLeftOut() {
        RunTrace failed = new RunTrace(run(Mode.DNAS, 7, 0.5, 5).spec());
        failed.on(new Status(failed.spec().run(), Stage.FAILED, "no scans"));
        Comparison six = comparison(failed, run(Mode.RANDOM, 7, 0.5, 5));
        assertThat(six.pairs()).allSatisfy(pairs -> assertThat(pairs.seeds()).hasSize(SEEDS));
        assertThat(ComparisonText.lines(six)).contains("failed: compare-DNAS-7: no scans");
    }

    @Test
    void filesHoldTheSameForPeopleAndPrograms() throws IOException {
        Path folder = Path.of(System.getProperty("pictures.dir", temporary.toString()));
        comparison().write(folder);
        assertThat(folder.resolve("comparison.png")).isNotEmptyFile();
        assertThat(Files.readAllLines(folder.resolve("comparison.txt")).get(0)).contains("12 runs, each of 10 search");
        JsonNode json =
                new ObjectMapper().readTree(folder.resolve("comparison.json").toFile());
        assertThat(json.at("/topTrained/p").asDouble()).isEqualTo(1.0 / 64);
        assertThat(json.at("/runs")).hasSize(2 * SEEDS);
        assertThat(json.at("/causes/kendallTau").asDouble()).isEqualTo(1);
    }
}
