package org.gantry.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.gantry.domain.network.Grid;
import org.gantry.domain.run.EpochContent;
import org.gantry.domain.run.EpochEvent;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.domain.scan.DatasetManifest.Entry;
import org.gantry.domain.scan.Preprocessing;
import org.gantry.domain.scan.Role;
import org.junit.jupiter.api.Test;

class EpochDeskTest {
    private final EpochDesk desk = new EpochDesk();

    /** Eight scans of D_T, named a to h. */
    private static DatasetManifest manifest() {
        List<Entry> entries = new ArrayList<>();
        for (String id : List.of("a", "b", "c", "d", "e", "f", "g", "h")) {
            entries.add(new Entry(id, id, 0, Role.SEARCH_TRAIN, "digest"));
        }
        return new DatasetManifest("set", List.of("0", "1"), entries);
    }

    private static EpochEvent.Requested request(String job, int epoch, int batch) {
        return new EpochEvent.Requested(
                job, epoch, "set", EpochContent.TRAIN_ON_SEARCH_TRAIN, Preprocessing.lung(new Grid(2, 4, 4)), batch, 1);
    }

    private List<OpenEpoch.Place> due() {
        return desk.open().stream().flatMap(e -> e.due(id -> true).stream()).toList();
    }

    @Test
    void aRequestWaitsForItsDataSetAndForCredit() {
        desk.on(request("job", 0, 2));
        desk.on(new EpochEvent.Credited("job", 0, 1));
        assertThat(desk.open()).isEmpty();
        desk.on(manifest());
        assertThat(due()).hasSize(2);
        assertThat(due()).as("nothing twice").isEmpty();
        desk.on(new EpochEvent.Credited("job", 0, 3));
        assertThat(due()).extracting(OpenEpoch.Place::ordinal).containsExactly(1, 1, 2, 2);
    }

    @Test
    void severalSamplersFillEveryPlaceOnce() {
        desk.on(manifest());
        desk.on(request("job", 0, 4));
        desk.on(new EpochEvent.Credited("job", 0, 9));
        OpenEpoch epoch = desk.open().get(0);
        List<OpenEpoch.Place> first = epoch.due(id -> id.compareTo("d") < 0);
        List<OpenEpoch.Place> second = epoch.due(id -> id.compareTo("d") >= 0);
        assertThat(first).hasSize(3);
        assertThat(second).hasSize(5).doesNotContainAnyElementsOf(first);
    }

    @Test
    void aNewerRequestReplacesTheOneBeforeAndAClosedOneGoes() {
        desk.on(manifest());
        desk.on(request("job", 0, 4));
        desk.on(request("job", 1, 4));
        desk.on(new EpochEvent.Credited("job", 0, 9));
        assertThat(due()).isEmpty();
        desk.on(new EpochEvent.Closed("job", 1));
        assertThat(desk.open()).isEmpty();
    }

    @Test
    void aRequestThatCannotBePlannedDoesNotStopTheOthers() {
        desk.on(manifest());
        desk.on(request("too large", 0, 99));
        desk.on(request("right", 0, 4));
        assertThat(desk.open())
                .singleElement()
                .satisfies(e -> assertThat(e.request().job()).isEqualTo("right"));
    }
}
