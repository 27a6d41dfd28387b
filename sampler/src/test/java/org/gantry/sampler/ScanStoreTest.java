package org.gantry.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.gantry.domain.scan.Scan;
import org.gantry.domain.scan.Slice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanStoreTest {
    @TempDir
    Path directory;

    @Test
    void stateAndOffsetSurviveAndAnUnknownPartitionStartsAtZero() {
        Scan a = Scans.scan("a");
        try (ScanStore store = new ScanStore(directory)) {
            assertThat(store.offset(4)).isZero();
            store.write(4, 7, Scans.slices(a), List.of(Scans.completed(a)));
            assertThat(store.offset(4)).isEqualTo(7);
        }
        try (ScanStore store = new ScanStore(directory)) {
            assertThat(store.offset(4)).isEqualTo(7);
            assertThat(store.offset(3)).isZero();
            assertThat(store.completed("a")).hasValue(Scans.completed(a));
            assertThat(store.completed()).containsExactly(Scans.completed(a));
            assertThat(store.partition("a")).isEqualTo(OptionalLong.of(4));
            assertThat(store.partition("b")).isEmpty();
            assertThat(store.scan(Scans.completed(a)).contentDigest()).isEqualTo(a.contentDigest());
        }
    }

    @Test
    void slicesComeByIndexAndOfTheirScanOnly() {
        Scan a = Scans.scan("a");
        try (ScanStore store = new ScanStore(directory)) {
            store.write(0, 1, List.of(a.slice(2), a.slice(0), Scans.scan("ab").slice(1)), List.of());
            assertThat(store.slices("a").stream().map(Slice::index)).containsExactly(0, 2);
        }
    }

    @Test
    void whatWasSentIsKnownByScanAndModel() {
        try (ScanStore store = new ScanStore(directory)) {
            store.markSent("a", "one");
            assertThat(store.sent("a", "one")).isTrue();
            assertThat(store.sent("a", "two")).isFalse();
            assertThat(store.sent("b", "one")).isFalse();
        }
    }
}
