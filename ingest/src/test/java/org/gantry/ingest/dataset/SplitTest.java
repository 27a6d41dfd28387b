package org.gantry.ingest.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.domain.scan.Role;
import org.gantry.ingest.RealScans;
import org.junit.jupiter.api.Test;

class SplitTest {
    /** So many patients of a label with so many scans each. */
    private static List<LabelledScan> scans(String label, int patients, int each) {
        List<LabelledScan> scans = new ArrayList<>();
        for (int p = 0; p < patients; p++) {
            for (int s = 0; s < each; s++) {
                String patient = label + p;
                scans.add(new LabelledScan(patient + "-" + s, label, Optional.of(patient), Optional.empty()));
            }
        }
        return scans;
    }

    private static List<LabelledScan> all(List<LabelledScan> first, List<LabelledScan> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private static List<LabelledScan> with(Part part, List<LabelledScan> scans) {
        return scans.stream()
                .map(s -> new LabelledScan(
                        part + s.scanId(), s.label(), Optional.of(part + s.patientId()), Optional.of(part)))
                .toList();
    }

    @Test
    void aFifthIsTestATenthOfTheRestValidationAndTheHalvesAreEqual() {
        Assignment a = Split.seeded(1).assign(all(scans("NCP", 100, 1), scans("Normal", 50, 1)));
        assertThat(a.labels()).containsExactly("Normal", "NCP");
        assertThat(a.classes()).isEqualTo("classes by index: Normal, NCP; positive: NCP");
        assertThat(counts(a, 1)).isEqualTo(List.of(36L, 36L, 8L, 20L));
        assertThat(counts(a, 0)).isEqualTo(List.of(18L, 18L, 4L, 10L));
        assertThat(a.findings()).isEqualTo(Findings.NONE);
    }

    /** D_T, D_V, validation, test. */
    private static List<Long> counts(Assignment a, int label) {
        return Arrays.stream(Role.values()).map(r -> a.count(r, label)).toList();
    }

    @Test
    void noPatientHasTwoRoles() {
        Assignment a = Split.seeded(1).assign(all(scans("NCP", 30, 7), scans("Normal", 20, 3)));
        Map<String, Set<Role>> roles = a.entries().stream()
                .collect(Collectors.groupingBy(
                        Assignment.Entry::patientId, Collectors.mapping(Assignment.Entry::role, Collectors.toSet())));
        assertThat(roles.values()).allMatch(r -> r.size() == 1);
        assertThat(a.entries()).hasSize(30 * 7 + 20 * 3);
        // a manifest would refuse it otherwise
        assertThat(new DatasetManifest(
                                "set",
                                a.labels(),
                                a.entries().stream()
                                        .map(e -> new DatasetManifest.Entry(
                                                e.scanId(), e.patientId(), e.label(), e.role(), ""))
                                        .toList())
                        .entries())
                .hasSize(270);
    }

    @Test
    void aSeedGivesOneSplitWhateverTheOrderOfTheList() {
        List<LabelledScan> list = all(scans("0", 40, 2), scans("1", 40, 2));
        List<LabelledScan> reversed = new ArrayList<>(list);
        Collections.reverse(reversed);
        assertThat(Split.seeded(3).assign(list)).isEqualTo(Split.seeded(3).assign(reversed));
        assertThat(Split.seeded(3).assign(list)).isNotEqualTo(Split.seeded(4).assign(list));
    }

    @Test
    void everyRoleGetsEachClassFromFourPatientsOn() {
        Assignment a = Split.seeded(1).assign(all(scans("0", 4, 1), scans("1", 4, 1)));
        assertThat(counts(a, 0)).isEqualTo(List.of(1L, 1L, 1L, 1L));
        assertThat(counts(a, 1)).isEqualTo(List.of(1L, 1L, 1L, 1L));
    }

    @Test
    void aClassWithTooFewPatientsIsAnErrorThatSaysWhere() {
        Assignment a = Split.seeded(1).assign(all(scans("Normal", 30, 1), scans("NCP", 3, 9)));
        assertThat(a.findings().errors())
                .containsExactly("test gets no scan of NCP: too few patients; add some, or drop the label");
    }

    @Test
    void oneClassOrNoScanIsAnError() {
        assertThat(Split.seeded(1).assign(scans("NCP", 9, 1)).findings().errors())
                .containsExactly("every scan has the label NCP; a network needs two classes to tell apart");
        assertThat(Split.seeded(1).assign(List.of()).findings().errors()).containsExactly("no scan is left to split");
    }

    @Test
    void rolesOfTheListWinAndTrainIsHalved() {
        Assignment a = Split.seeded(1)
                .assign(all(
                        with(Part.TRAIN, all(scans("0", 10, 1), scans("1", 10, 1))),
                        all(
                                with(Part.VALIDATION, all(scans("0", 3, 1), scans("1", 3, 1))),
                                with(Part.TEST, scans("1", 5, 1)))));
        assertThat(counts(a, 0)).isEqualTo(List.of(5L, 5L, 3L, 0L));
        assertThat(counts(a, 1)).isEqualTo(List.of(5L, 5L, 3L, 5L));
        assertThat(a.entries()).allMatch(e -> e.scanId().startsWith("T") || e.role() == Role.VALIDATION);
        assertThat(a.findings()).isEqualTo(new Findings(List.of("test has no scan of 0"), List.of()));
    }

    @Test
    void withTrainAndTestGivenValidationIsATenthOfTrain() {
        Assignment a = Split.seeded(1)
                .assign(all(
                        with(Part.TRAIN, all(scans("0", 40, 1), scans("1", 20, 1))),
                        with(Part.TEST, all(scans("0", 7, 1), scans("1", 7, 1)))));
        assertThat(counts(a, 0)).isEqualTo(List.of(18L, 18L, 4L, 7L));
        assertThat(counts(a, 1)).isEqualTo(List.of(9L, 9L, 2L, 7L));
        assertThat(a.entries())
                .filteredOn(e -> e.role() == Role.TEST)
                .allMatch(e -> e.scanId().startsWith("TEST"));
    }

    @Test
    void scansWithoutRoleBesideGivenTestScansAreTheTrainingList() {
        Assignment a = Split.seeded(1)
                .assign(all(
                        all(scans("0", 20, 1), scans("1", 20, 1)),
                        with(Part.TEST, all(scans("0", 2, 1), scans("1", 2, 1)))));
        assertThat(counts(a, 1)).isEqualTo(List.of(9L, 9L, 2L, 2L));
    }

    @Test
    void onlyTrainGivenLeavesNothingToTestOn() {
        assertThat(Split.seeded(1)
                        .assign(all(with(Part.TRAIN, scans("0", 9, 1)), with(Part.TRAIN, scans("1", 9, 1))))
                        .findings()
                        .errors())
                .singleElement()
                .asString()
                .startsWith("test gets no scan of 0, 1");
    }

    @Test
    void aPatientInTwoRolesOfTheListIsAnError() {
        List<LabelledScan> list = new ArrayList<>(all(scans("0", 9, 1), scans("1", 9, 1)));
        list.add(new LabelledScan("x", "0", Optional.of("p"), Optional.of(Part.TRAIN)));
        list.add(new LabelledScan("y", "0", Optional.of("p"), Optional.of(Part.TEST)));
        assertThat(Split.seeded(1).assign(list).findings().errors())
                .anyMatch(e -> e.equals("patient p has scans in TRAIN, TEST; give all of them one role"));
    }

    @Test
    void scansWithoutPatientAreTheirOwnAndThatIsSaid() {
        List<LabelledScan> list = all(scans("0", 8, 1), scans("1", 8, 1)).stream()
                .map(s -> new LabelledScan(s.scanId(), s.label(), Optional.empty(), Optional.empty()))
                .toList();
        Assignment a = Split.seeded(1).assign(list);
        assertThat(a.entries()).hasSize(16).allMatch(e -> e.patientId().equals(e.scanId()));
        assertThat(a.findings().oddities()).singleElement().asString().startsWith("no scan has a patient");
    }

    @Test
    void aPatientOfSeveralLabelsStaysTogetherAndKeepsThem() {
        List<LabelledScan> list = new ArrayList<>(all(scans("Normal", 9, 1), scans("NCP", 9, 1)));
        list.add(new LabelledScan("x", "NCP", Optional.of("Normal0"), Optional.empty()));
        list.add(new LabelledScan("y", "NCP", Optional.of("Normal0"), Optional.empty()));
        Assignment a = Split.seeded(1).assign(list);
        assertThat(a.entries().stream()
                        .filter(e -> e.patientId().equals("Normal0"))
                        .map(Assignment.Entry::role)
                        .distinct())
                .hasSize(1);
        assertThat(a.entries()).filteredOn(e -> e.scanId().equals("x")).allMatch(e -> e.label() == 1);
        assertThat(a.findings().oddities())
                .containsExactly("patient Normal0 has scans of several labels; counted as NCP in the split");
    }

    @Test
    void fractionsOutsideTheirRangeAreRefused() {
        assertThatThrownBy(() -> new Split(1, 0, 1)).hasMessageContaining("below 1");
        assertThatThrownBy(() -> new Split(0.2, Double.NaN, 1)).hasMessageContaining("below 1");
    }

    @Test
    void theNodulesAreSplitInBalance() throws IOException {
        LabelsFile labels = LabelsFile.read(RealScans.path("nodules-m3dv/labels.csv"));
        Assignment a = Split.seeded(1).assign(labels.rows());
        assertThat(counts(a, 0)).isEqualTo(List.of(43L, 43L, 10L, 24L)).isEqualTo(counts(a, 1));
        double share = a.entries().stream().filter(e -> e.role() == Role.TEST).count() / 240.0;
        assertThat(share).isCloseTo(0.2, within(1e-9));
    }
}
