package org.gantry.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.gantry.domain.scan.Scan;
import org.gantry.domain.scan.ScanCompleted;
import org.gantry.domain.scan.Slice;
import org.gantry.sampler.PartitionScans.Changes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartitionScansTest {
    @TempDir
    Path directory;

    @SuppressWarnings("NullAway.Init")
    private ScanStore store;

    @BeforeEach
    void open() {
        store = new ScanStore(directory);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static Optional<ScanCompleted> take(PartitionScans scans, List<Slice> slices) {
        Optional<ScanCompleted> last = Optional.empty();
        for (Slice slice : slices) {
            assertThat(last).isEmpty();
            last = scans.take(slice);
        }
        return last;
    }

    @Test
    void aScanIsCompleteWithItsLastSliceAndHasTheDigestOfItsSource() {
        PartitionScans scans = new PartitionScans(store);
        Scan a = Scans.scan("a");
        Scan b = Scans.scan("b");
        assertThat(take(scans, List.of(a.slice(2), b.slice(0), a.slice(0), b.slice(1))))
                .isEmpty();
        assertThat(scans.take(a.slice(1))).hasValue(Scans.completed(a));
        assertThat(scans.take(b.slice(2))).hasValue(Scans.completed(b));
        Changes changes = scans.drain();
        assertThat(changes.slices()).hasSize(6);
        assertThat(changes.completed()).containsExactly(Scans.completed(a), Scans.completed(b));
        assertThat(scans.drain().slices()).isEmpty();
    }

    @Test
    void slicesOfACompleteScanAreDroppedBeforeAndAfterItsCommit() {
        PartitionScans scans = new PartitionScans(store);
        Scan a = Scans.scan("a");
        assertThat(take(scans, Scans.slices(a))).isPresent();
        assertThat(scans.take(a.slice(1))).isEmpty();
        Changes changes = scans.drain();
        store.write(0, 4, changes.slices(), changes.completed());
        assertThat(scans.take(a.slice(0))).isEmpty();
        assertThat(scans.drain().slices()).isEmpty();
    }

    @Test
    void aScanThatTheStoreHalfHoldsGoesOnAfterARestart() {
        PartitionScans before = new PartitionScans(store);
        Scan a = Scans.scan("a");
        assertThat(take(before, List.of(a.slice(0), a.slice(2)))).isEmpty();
        store.write(0, 2, before.drain().slices(), List.of());
        PartitionScans after = new PartitionScans(store);
        assertThat(after.take(a.slice(1))).hasValue(Scans.completed(a));
        assertThat(after.drain().slices()).hasSize(1);
    }

    @Test
    void whatWasOddIsToldWithTheCompleteScan() {
        PartitionScans scans = new PartitionScans(store);
        Scan a = Scans.scan("a");
        assertThat(take(scans, List.of(a.slice(0), a.slice(0), a.slice(1)))).isEmpty();
        assertThat(scans.take(a.slice(2)).orElseThrow().oddities()).containsExactly("1 slice came again");
    }
}
