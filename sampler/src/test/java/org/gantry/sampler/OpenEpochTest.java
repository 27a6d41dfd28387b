package org.gantry.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gantry.domain.run.EpochContent;
import org.gantry.domain.scan.Role;
import org.gantry.sampler.OpenEpoch.Place;
import org.junit.jupiter.api.Test;

class OpenEpochTest {
    private static OpenEpoch epoch(int credit) {
        return new OpenEpoch(
                Scans.request(EpochContent.EVALUATE_TEST, 2),
                Scans.manifest(Role.TEST, "a", "b", "c", "d", "e"),
                credit);
    }

    private static List<String> ids(List<Place> places) {
        return places.stream().map(p -> p.entry().scanId()).toList();
    }

    @Test
    void whatLiesWithinTheCreditIsDueOnce() {
        OpenEpoch epoch = epoch(1);
        assertThat(ids(epoch.due(id -> true))).containsExactly("a", "b");
        assertThat(epoch.due(id -> true)).isEmpty();
        epoch.grant(9);
        assertThat(ids(epoch.due(id -> true))).containsExactly("c", "d", "e");
    }

    @Test
    void creditIsNeverTakenBack() {
        OpenEpoch epoch = epoch(2);
        epoch.grant(1);
        assertThat(ids(epoch.due(id -> true))).containsExactly("a", "b", "c", "d");
    }

    @Test
    void onlyWhatIsOwnedIsDueAndTheRestWhenItComes() {
        OpenEpoch epoch = epoch(3);
        assertThat(ids(epoch.due("d"::equals))).containsExactly("d");
        assertThat(ids(epoch.due(id -> !id.equals("a")))).containsExactly("b", "c", "e");
        assertThat(ids(epoch.due(id -> true))).containsExactly("a");
    }

    @Test
    void aPlaceThatCouldNotBePublishedIsDueAgain() {
        OpenEpoch epoch = epoch(2);
        List<Place> due = epoch.due(id -> true);
        epoch.failed(due.get(2));
        assertThat(epoch.due(id -> true)).containsExactly(due.get(2));
        assertThat(epoch.due(id -> true)).isEmpty();
    }
}
