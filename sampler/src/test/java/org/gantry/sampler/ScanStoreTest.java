package org.gantry.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.gantry.domain.scan.Scan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanStoreTest {
    private static final long LIMIT = 64 << 20;

    @TempDir
    Path directory;

    @Test
    void stateAndOffsetSurviveAndAnUnknownPartitionStartsAtZero() {
        Scan a = Scans.scan("a");
        try (ScanStore store = new ScanStore(directory, LIMIT)) {
            assertThat(store.offset(4)).isZero();
            store.write(4, 7, Scans.changes(4, Scans.slices(a)));
            assertThat(store.offset(4)).isEqualTo(7);
        }
        try (ScanStore store = new ScanStore(directory, LIMIT)) {
            assertThat(store.offset(4)).isEqualTo(7);
            assertThat(store.offset(3)).isZero();
            assertThat(store.completed("a")).hasValue(Scans.completed(a));
            assertThat(store.completed()).containsExactly(Scans.completed(a));
            assertThat(store.partition("a")).isEqualTo(OptionalLong.of(4));
            assertThat(store.partition("b")).isEmpty();
            assertThat(store.slice("a", 1).orElseThrow().digest())
                    .isEqualTo(a.slice(1).digest());
            assertThat(store.gathering("a").orElseThrow().slices().completed()).isEqualTo(Scans.completed(a));
            assertThat(store.open()).isEmpty();
        }
    }

    @Test
    void aScanThatLacksSlicesIsOpenUntilItsLastOne() {
        Scan a = Scans.scan("a");
        try (ScanStore store = new ScanStore(directory, LIMIT)) {
            store.write(2, 1, Scans.changes(2, List.of(a.slice(2), a.slice(0))));
            assertThat(store.open()).isEqualTo(Map.of("a", 2));
            assertThat(store.slice("a", 1)).isEmpty();
            assertThat(store.completed("a")).isEmpty();
            store.write(2, 3, Scans.changes(2, Scans.slices(a)));
            assertThat(store.open()).isEmpty();
        }
    }

    @Test
    void thatAScanWasSaidToBeIncompleteSurvives() {
        try (ScanStore store = new ScanStore(directory, LIMIT)) {
            store.write(0, 1, Scans.changes(0, List.of(Scans.scan("a").slice(1))));
            store.markTold("a", store.gathering("a").orElseThrow());
        }
        try (ScanStore store = new ScanStore(directory, LIMIT)) {
            assertThat(store.gathering("a").orElseThrow().told()).isTrue();
        }
    }

    @Test
    void whatWasSentIsKnownByScanAndModel() {
        try (ScanStore store = new ScanStore(directory, LIMIT)) {
            store.markSent("a", "one");
            assertThat(store.sent("a", "one")).isTrue();
            assertThat(store.sent("a", "two")).isFalse();
            assertThat(store.sent("b", "one")).isFalse();
        }
    }
}
