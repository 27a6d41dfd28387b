package org.gantry.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.gantry.bus.Outbox;
import org.gantry.bus.Received;
import org.gantry.bus.Topics;
import org.gantry.domain.scan.Gathering;
import org.gantry.domain.scan.Intensity;
import org.gantry.domain.scan.LogRange;
import org.gantry.domain.scan.Scan;
import org.gantry.domain.scan.ScanCompleted;
import org.gantry.domain.scan.ScanHeader;
import org.gantry.domain.scan.Slice;
import org.gantry.domain.scan.VolumeGeometry;
import org.gantry.sampler.PartitionScans.Changes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartitionScansTest {
    private static final int PARTITION = 4;
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir
    Path directory;

    private long offset;

    @SuppressWarnings("NullAway.Init")
    private ScanStore store;

    @BeforeEach
    void open() {
        store = new ScanStore(directory, 64 << 20);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private PartitionScans scans() {
        return new PartitionScans(store, InstantSource.fixed(NOON));
    }

    private Outbox take(PartitionScans scans, List<Slice> slices) {
        Outbox outbox = new Outbox();
        for (Slice slice : slices) {
            scans.take(received(PARTITION, offset++, slice.header().scanId(), slice), outbox);
        }
        return outbox;
    }

    private static Received<Slice> received(int partition, long at, String key, Slice slice) {
        return new Received<>(
                Topics.SLICES, partition, at, key, slice, Topics.SLICES.codec().encode(slice), false);
    }

    private void commit(PartitionScans scans) {
        store.write(PARTITION, offset, scans.drain());
    }

    private static List<Object> published(Outbox outbox) {
        return outbox.events().stream().map(event -> (Object) event.value()).toList();
    }

    private static ScanCompleted completed(Scan scan, long first, long last, String... oddities) {
        return new ScanCompleted(
                scan.header(),
                Scans.SLICES,
                scan.contentDigest(),
                List.of(oddities),
                Optional.of(new LogRange(PARTITION, first, last)));
    }

    @Test
    void aScanIsCompleteWithItsLastSliceAndHasTheDigestOfItsSource() {
        PartitionScans scans = scans();
        Scan a = Scans.scan("a");
        Scan b = Scans.scan("b");
        assertThat(published(take(scans, List.of(a.slice(2), b.slice(0), a.slice(0), b.slice(1)))))
                .isEmpty();
        assertThat(published(take(scans, List.of(a.slice(1))))).containsExactly(completed(a, 0, 4));
        assertThat(published(take(scans, List.of(b.slice(2))))).containsExactly(completed(b, 1, 5));
        Changes changes = scans.drain();
        assertThat(changes.kept()).hasSize(6);
        assertThat(changes.completed()).containsExactly(completed(a, 0, 4), completed(b, 1, 5));
        assertThat(scans.drain().kept()).isEmpty();
    }

    @Test
    void slicesOfACompleteScanAreDroppedBeforeAndAfterItsCommit() {
        PartitionScans scans = scans();
        Scan a = Scans.scan("a");
        assertThat(published(take(scans, Scans.slices(a)))).hasSize(1);
        assertThat(published(take(scans, List.of(a.slice(1))))).isEmpty();
        commit(scans);
        Outbox late = take(scans, List.of(a.slice(0)));
        assertThat(published(late)).isEmpty();
        assertThat(late.rejections()).as("the same again is nobody's concern").isEmpty();
        assertThat(scans.drain().kept()).isEmpty();
    }

    @Test
    void whatIsNotTheSameAsBeforeGoesToTheDeadLettersAndChangesNothing() {
        PartitionScans scans = scans();
        Scan a = Scans.scan("a");
        assertThat(published(take(scans, Scans.slices(a)))).hasSize(1);
        commit(scans);
        Slice other = new Slice(a.header(), 1, Scans.SLICES, new float[25]);
        Slice more = new Slice(a.header(), 1, 7, a.slice(1).pixels());
        Outbox outbox = take(scans, List.of(other, more));
        assertThat(outbox.rejections().stream().map(Outbox.Rejection::reason))
                .satisfiesExactly(
                        r -> assertThat(r).contains("slice 1 of scan a", "other pixels", "another id"),
                        r -> assertThat(r).contains("slice 1 of scan a", "7 slices, not 3"));
        commit(scans);
        assertThat(store.slice("a", 1).orElseThrow().pixels())
                .containsExactly(a.slice(1).pixels());
    }

    @Test
    void aScanThatTheStoreHalfHoldsGoesOnAfterARestart() {
        PartitionScans before = scans();
        Scan a = Scans.scan("a");
        assertThat(published(take(before, List.of(a.slice(0), a.slice(0), a.slice(2)))))
                .isEmpty();
        commit(before);
        List<Object> after = published(take(scans(), List.of(a.slice(1))));
        assertThat(after).containsExactly(completed(a, 0, 3, "1 slice came again"));
    }

    @Test
    void whereASliceStandsAndWhenItCameIsKept() {
        PartitionScans scans = scans();
        Scan a = Scans.scan("a");
        offset = 40;
        assertThat(published(take(scans, List.of(a.slice(2), a.slice(0), a.slice(0)))))
                .isEmpty();
        commit(scans);
        Gathering gathering = store.gathering("a").orElseThrow();
        assertThat(gathering.partition()).isEqualTo(PARTITION);
        assertThat(gathering.first()).isEqualTo(40);
        assertThat(gathering.last()).isEqualTo(new Gathering.Kept(41, 0, NOON));
    }

    @Test
    void aCompleteScanThatComesAgainWithoutItsDataSetIsToBeClassified() {
        PartitionScans scans = scans();
        Scan a = Scans.scan("a", Scans.DATASET);
        assertThat(published(take(scans, Scans.slices(a)))).hasSize(1);
        commit(scans);
        ScanCompleted completed = store.completed("a").orElseThrow();
        assertThat(store.loose(completed)).isFalse();
        assertThat(published(take(scans, List.of(Scans.scan("a", "").slice(0)))))
                .isEmpty();
        commit(scans);
        assertThat(store.loose(completed)).isTrue();
    }

    @Test
    void aSliceOfAnotherPartitionOrKeyIsRejectedAndHoldsUpNothing() {
        PartitionScans scans = scans();
        Scan a = Scans.scan("a");
        assertThat(published(take(scans, List.of(a.slice(0))))).isEmpty();
        Outbox outbox = new Outbox();
        scans.take(received(PARTITION + 1, 2, "a", a.slice(1)), outbox);
        scans.take(received(PARTITION, 3, "b", a.slice(1)), outbox);
        assertThat(outbox.rejections().stream().map(Outbox.Rejection::reason))
                .satisfiesExactly(
                        r -> assertThat(r).contains("slice 1 of scan a", "partition 5", "murmur2"),
                        r -> assertThat(r).contains("slice 1 of scan a", "key b"));
        assertThat(published(take(scans, List.of(a.slice(1), a.slice(2))))).hasSize(1);
    }

    @Test
    void aScanThatIsCompletedWithoutTheDataSetThatItBeganInIsToBeClassified() {
        PartitionScans scans = scans();
        assertThat(published(take(scans, List.of(Scans.scan("a", Scans.DATASET).slice(0)))))
                .isEmpty();
        assertThat(published(take(scans, Scans.slices(Scans.scan("a", ""))))).hasSize(1);
        commit(scans);
        assertThat(store.loose(store.completed("a").orElseThrow())).isTrue();
    }

    @Test
    void aScanThatSaysItIsAbsurdlyLargeIsRefusedBeforeItTakesRoom() {
        ScanHeader header = new ScanHeader("huge", "p", "", Intensity.HU, VolumeGeometry.UNKNOWN, 1, 1);
        PartitionScans scans = scans();
        Outbox outbox = take(scans, List.of(new Slice(header, 0, Integer.MAX_VALUE, new float[1])));
        assertThat(outbox.rejections().get(0).reason()).contains("scan huge", "field expected", "2147483647 slices");
        assertThat(scans.drain().gatherings()).isEmpty();
    }

    @Test
    void howeverManyScansAreOnTheirWayOnlyTheBatchIsInMemory() {
        PartitionScans scans = scans();
        List<Scan> many =
                IntStream.range(0, 300).mapToObj(i -> Scans.scan("scan" + i)).toList();
        List<Object> completed = new ArrayList<>();
        for (int slice : new int[] {2, 0, 1}) {
            for (Scan scan : many) {
                completed.addAll(published(take(scans, List.of(scan.slice(slice)))));
                Changes changes = scans.drain();
                assertThat(changes.kept()).hasSize(1);
                assertThat(changes.gatherings()).hasSize(1);
                store.write(PARTITION, offset, changes);
            }
        }
        assertThat(completed).hasSize(300).contains(completed(many.get(17), 17, 617));
    }
}
