package org.gantry.domain.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.gantry.domain.network.Grid;
import org.gantry.domain.run.EpochPlan.PlannedBatch;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.domain.scan.DatasetManifest.Entry;
import org.gantry.domain.scan.LogRange;
import org.gantry.domain.scan.Preprocessing;
import org.gantry.domain.scan.Role;
import org.junit.jupiter.api.Test;

class EpochPlanTest {
    private static final Preprocessing INPUT = Preprocessing.lung(new Grid(4, 8, 8));

    /** Scans of D_T, D_V, validation and test, so many of each. */
    private static DatasetManifest manifest(int... counts) {
        List<Entry> entries = new ArrayList<>();
        Role[] roles = Role.values();
        for (int r = 0; r < roles.length; r++) {
            for (int i = 0; i < counts[r]; i++) {
                String id = "%s-%03d".formatted(roles[r], i);
                entries.add(new Entry(id, id, i % 2, roles[r], "digest"));
            }
        }
        return new DatasetManifest("set", List.of("0", "1"), entries);
    }

    private static EpochPlan plan(DatasetManifest manifest, EpochContent content, int epoch) {
        return EpochPlan.of(manifest, new EpochEvent.Requested("job", epoch, "set", content, INPUT, 4, 1));
    }

    private static List<String> ids(EpochPlan plan, Phase phase) {
        return plan.batches().stream()
                .filter(b -> b.phase() == phase)
                .flatMap(b -> b.entries().stream())
                .map(Entry::scanId)
                .toList();
    }

    @Test
    void aSearchAlternatesAlphaAndWeightsForTheShorterOfBoth() {
        EpochPlan plan = plan(manifest(19, 10, 3, 3), EpochContent.SEARCH, 0);
        assertThat(plan.steps(Phase.ALPHA)).isEqualTo(2);
        assertThat(plan.steps(Phase.WEIGHTS)).isEqualTo(2);
        assertThat(plan.batches().subList(0, 4))
                .extracting(PlannedBatch::phase)
                .containsExactly(Phase.ALPHA, Phase.WEIGHTS, Phase.ALPHA, Phase.WEIGHTS);
        assertThat(ids(plan, Phase.ALPHA))
                .hasSize(8)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.startsWith("SEARCH_VALIDATION"));
        assertThat(ids(plan, Phase.WEIGHTS))
                .hasSize(8)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.startsWith("SEARCH_TRAIN"));
    }

    @Test
    void anEpochThatWarmsUpIsTheSameWithoutAlphasBatches() {
        DatasetManifest manifest = manifest(19, 10, 3, 3);
        assertThat(plan(manifest, EpochContent.WARM_UP, 2).batches())
                .isEqualTo(plan(manifest, EpochContent.SEARCH, 2).batches().stream()
                        .filter(b -> b.phase() != Phase.ALPHA)
                        .toList());
    }

    @Test
    void aSearchEndsWithCalibrationOnTrainingScansAndTheWholeOfValidationInOrder() {
        EpochPlan plan = plan(manifest(19, 10, 3, 3), EpochContent.SEARCH, 0);
        assertThat(ids(plan, Phase.CALIBRATE)).hasSize(16).allMatch(id -> id.startsWith("SEARCH_TRAIN"));
        assertThat(ids(plan, Phase.MEASURE)).hasSize(10).isSorted();
        assertThat(plan.batches().get(plan.batches().size() - 1).entries()).hasSize(2);
        assertThat(plan.batches())
                .allMatch(b -> b.augmented() == (b.phase() == Phase.ALPHA || b.phase() == Phase.WEIGHTS));
    }

    private static EpochPlan part(DatasetManifest manifest, Share share) {
        String job = share.job("job");
        return EpochPlan.of(manifest, new EpochEvent.Requested(job, 2, "set", EpochContent.SEARCH, INPUT, 4, 1, share));
    }

    @Test
    void theSharesOfASearchTakeTheBatchesOfTheWholeInTurnAndTheFirstMeasures() {
        DatasetManifest manifest = manifest(37, 45, 3, 3);
        EpochPlan whole = plan(manifest, EpochContent.SEARCH, 2);
        List<EpochPlan> parts = new Sharing(3, 1)
                .shares().stream().map(share -> part(manifest, share)).toList();
        for (Phase phase : List.of(Phase.ALPHA, Phase.WEIGHTS)) {
            List<String> ids = new ArrayList<>();
            for (int step = 0; step < 3; step++) {
                for (EpochPlan part : parts) {
                    assertThat(part.steps(phase)).isEqualTo(3);
                    ids.addAll(ids(part, phase).subList(4 * step, 4 * step + 4));
                }
            }
            assertThat(ids).isEqualTo(ids(whole, phase));
        }
        assertThat(ids(parts.get(0), Phase.MEASURE)).isEqualTo(ids(whole, Phase.MEASURE));
        assertThat(ids(parts.get(0), Phase.CALIBRATE)).isEqualTo(ids(whole, Phase.CALIBRATE));
        assertThat(parts.get(1).batches()).hasSize(6);
    }

    @Test
    void weightsAreAveragedEveryFewStepsAndAtAnEpochsEnd() {
        Sharing sharing = new Sharing(2, 3);
        assertThat(IntStream.rangeClosed(1, 8).filter(t -> sharing.averages(t, 8)))
                .containsExactly(3, 6, 8);
        assertThat(sharing.lastAveraged(5)).isEqualTo(3);
        assertThat(Sharing.ALONE.averages(8, 8)).isFalse();
        assertThatThrownBy(() -> new Sharing(2, 0)).hasMessageContaining("2 every 0 steps");
        assertThatThrownBy(() -> new Share(2, 2)).hasMessageContaining("no share 2 of 2");
    }

    @Test
    void alphaAndWeightStepsShareNoPatientEvenWherePatientsHaveSeveralScans() {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Role role = i / 3 % 2 == 0 ? Role.SEARCH_TRAIN : Role.SEARCH_VALIDATION;
            entries.add(new Entry("scan-%02d".formatted(i), "patient-" + i / 3, i % 2, role, "digest"));
        }
        DatasetManifest manifest = new DatasetManifest("set", List.of("0", "1"), entries);
        for (int epoch = 0; epoch < 5; epoch++) {
            EpochPlan plan = plan(manifest, EpochContent.SEARCH, epoch);
            assertThat(patients(plan, Phase.ALPHA))
                    .isNotEmpty()
                    .doesNotContainAnyElementsOf(patients(plan, Phase.WEIGHTS))
                    .doesNotContainAnyElementsOf(patients(plan, Phase.CALIBRATE));
        }
    }

    private static List<String> patients(EpochPlan plan, Phase phase) {
        return plan.batches().stream()
                .filter(b -> b.phase() == phase)
                .flatMap(b -> b.entries().stream())
                .map(Entry::patientId)
                .toList();
    }

    @Test
    void aTrainingDropsTheLastPartialBatchAndNeverSeesValidationOrTest() {
        EpochPlan plan = plan(manifest(9, 8, 5, 5), EpochContent.TRAIN, 0);
        assertThat(plan.batches()).hasSize(4).allMatch(b -> b.entries().size() == 4);
        assertThat(ids(plan, Phase.WEIGHTS)).doesNotHaveDuplicates().allMatch(id -> id.startsWith("SEARCH_"));
    }

    @Test
    void anEvaluationHoldsEveryScanOnceInOrder() {
        EpochPlan plan = plan(manifest(4, 4, 5, 6), EpochContent.EVALUATE_TEST, 0);
        assertThat(ids(plan, Phase.MEASURE)).hasSize(6).isSorted().allMatch(id -> id.startsWith("TEST"));
        assertThat(plan.batches()).extracting(b -> b.entries().size()).containsExactly(4, 2);
    }

    @Test
    void everyProcessPlansTheSameAndEveryEpochAnotherOrder() {
        DatasetManifest manifest = manifest(40, 40, 3, 3);
        assertThat(plan(manifest, EpochContent.SEARCH, 5)).isEqualTo(plan(manifest, EpochContent.SEARCH, 5));
        assertThat(ids(plan(manifest, EpochContent.SEARCH, 5), Phase.WEIGHTS))
                .isNotEqualTo(ids(plan(manifest, EpochContent.SEARCH, 6), Phase.WEIGHTS));
    }

    @Test
    void fewerScansThanABatchAreRefusedAndNotWaitedFor() {
        DatasetManifest few = manifest(8, 3, 1, 1);
        assertThatThrownBy(() -> plan(few, EpochContent.SEARCH, 0))
                .hasMessageContaining("3 scans, fewer than a batch of 4");
    }

    @Test
    void theSameDigestGivesTheSameEpochsWhateverItsNameAndWhereverItsSlicesStand() {
        DatasetManifest one = manifest(19, 10, 3, 3);
        DatasetManifest other = new DatasetManifest(
                "other", one.labels(), new ArrayList<>(one.entries()), List.of(new LogRange(2, 7, 90)));
        assertThat(other.digest()).isEqualTo(one.digest());
        for (EpochContent content : EpochContent.values()) {
            assertThat(plan(other, content, 1).batches())
                    .isEqualTo(plan(one, content, 1).batches());
        }
    }
}
