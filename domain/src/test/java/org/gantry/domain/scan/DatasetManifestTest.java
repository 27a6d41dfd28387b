package org.gantry.domain.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumSet;
import java.util.List;
import org.gantry.domain.scan.DatasetManifest.Entry;
import org.junit.jupiter.api.Test;

class DatasetManifestTest {
    private static final List<String> LABELS = List.of("Normal", "NCP");

    private static Entry entry(String scan, String patient, int label, Role role) {
        return new Entry(scan, patient, label, role, "digest of " + scan);
    }

    private static DatasetManifest manifest(Entry... entries) {
        return new DatasetManifest("set", LABELS, List.of(entries));
    }

    @Test
    void entriesAreSortedSoThatTheOrderOfListingDoesNotMatter() {
        Entry a = entry("a", "p", 0, Role.TEST);
        Entry b = entry("b", "q", 1, Role.SEARCH_TRAIN);
        assertThat(manifest(b, a)).isEqualTo(manifest(a, b));
        assertThat(manifest(b, a).digest()).isEqualTo(manifest(a, b).digest());
    }

    @Test
    void aScanTwiceIsRefused() {
        assertThatThrownBy(() -> manifest(entry("a", "p", 0, Role.TEST), entry("a", "p", 0, Role.TEST)))
                .hasMessage("data set set holds scan a twice");
    }

    @Test
    void aPatientInTwoRolesIsRefused() {
        assertThatThrownBy(() -> manifest(entry("a", "p", 0, Role.TEST), entry("b", "p", 0, Role.VALIDATION)))
                .hasMessageContaining("patient p");
    }

    @Test
    void aLabelOutsideTheListIsRefused() {
        assertThatThrownBy(() -> manifest(entry("a", "p", 2, Role.TEST))).hasMessageContaining("no label of");
        assertThatThrownBy(() -> new DatasetManifest("set", List.of("x", "x"), List.of()))
                .hasMessageContaining("twice");
    }

    @Test
    void chanceIsTheEntropyOfTheLabelsOfARole() {
        DatasetManifest manifest = manifest(
                entry("a", "p", 0, Role.SEARCH_TRAIN),
                entry("b", "q", 1, Role.SEARCH_TRAIN),
                entry("c", "r", 1, Role.TEST));
        assertThat(manifest.chance(Role.SEARCH_TRAIN)).isCloseTo(Math.log(2), within(1e-15));
        assertThat(manifest.chance(Role.TEST)).isZero();
    }

    @Test
    void theDigestChangesWithLabelsRolesPatientsAndContent() {
        String digest = manifest(entry("a", "p", 0, Role.TEST)).digest();
        assertThat(List.of(
                        manifest(entry("a", "p", 1, Role.TEST)),
                        manifest(entry("a", "p", 0, Role.VALIDATION)),
                        manifest(entry("a", "q", 0, Role.TEST)),
                        new DatasetManifest("set", LABELS, List.of(new Entry("a", "p", 0, Role.TEST, "other"))),
                        new DatasetManifest(
                                "set", List.of("Normal", "CP"), manifest().entries())))
                .noneMatch(m -> m.digest().equals(digest));
    }

    @Test
    void scansAreFoundByRole() {
        DatasetManifest m = manifest(
                entry("a", "p", 0, Role.TEST),
                entry("b", "q", 0, Role.SEARCH_VALIDATION),
                entry("c", "r", 0, Role.SEARCH_TRAIN));
        assertThat(m.of(DatasetManifest.train())).extracting(Entry::scanId).containsExactly("b", "c");
        assertThat(m.of(EnumSet.of(Role.VALIDATION))).isEmpty();
    }
}
