package org.gantry.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import org.gantry.bus.Await;
import org.gantry.bus.MemoryBus;
import org.gantry.domain.network.Grid;
import org.gantry.domain.scan.Preprocessing;
import org.gantry.domain.scan.Scan;
import org.gantry.domain.scan.ScanCompleted;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparedScansTest {
    /** Memory of a scan of three slices of 4 x 4 pixels. */
    private static final long ONE = 3 * 16 * 4;

    private static final Vertx VERTX = Vertx.vertx();

    @TempDir
    Path directory;

    @SuppressWarnings("NullAway.Init")
    private ScanStore store;

    @SuppressWarnings("NullAway.Init")
    private ScanPixels pixels;

    @AfterAll
    static void closeVertx() throws InterruptedException {
        Await.result(VERTX.close());
    }

    @BeforeEach
    void open() {
        store = new ScanStore(directory, 64 << 20);
        pixels = new ScanPixels(new MemoryBus(VERTX), store);
        for (String id : List.of("a", "b", "c")) {
            Scan scan = Scans.scan(id);
            store.write(0, 1, Scans.changes(0, Scans.slices(scan)));
        }
    }

    @AfterEach
    void close() {
        store.close();
    }

    private ScanCompleted completed(String id) {
        return store.completed(id).orElseThrow();
    }

    @Test
    void aScanIsPreparedOnceForEachPreprocessing() {
        PreparedScans prepared = new PreparedScans(pixels, 10 * ONE);
        PreparedScan first = prepared.of(completed("a"), Scans.INPUT);
        assertThat(first.slice(1))
                .containsExactly(Scans.prepared(Scans.scan("a"), Scans.INPUT).slice(1));
        assertThat(prepared.of(completed("a"), Scans.INPUT)).isSameAs(first);
        Preprocessing other = Preprocessing.lung(new Grid(2, 2, 2));
        assertThat(prepared.of(completed("a"), other)).isNotSameAs(first);
        assertThat(prepared.of(completed("a"), Scans.INPUT)).isSameAs(first);
    }

    @Test
    void beyondTheLimitThoseUsedLongAgoAreForgotten() {
        PreparedScans prepared = new PreparedScans(pixels, 2 * ONE);
        PreparedScan a = prepared.of(completed("a"), Scans.INPUT);
        PreparedScan b = prepared.of(completed("b"), Scans.INPUT);
        assertThat(prepared.of(completed("a"), Scans.INPUT)).isSameAs(a);
        assertThat(prepared.of(completed("c"), Scans.INPUT).bytes()).isEqualTo(ONE);
        assertThat(prepared.of(completed("a"), Scans.INPUT)).isSameAs(a);
        assertThat(prepared.of(completed("b"), Scans.INPUT)).isNotSameAs(b);
    }

    @Test
    void withoutMemoryEveryScanIsPreparedAnew() {
        PreparedScans prepared = new PreparedScans(pixels, 0);
        assertThat(prepared.of(completed("a"), Scans.INPUT)).isNotSameAs(prepared.of(completed("a"), Scans.INPUT));
    }
}
