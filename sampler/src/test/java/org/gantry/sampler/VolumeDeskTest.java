package org.gantry.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.MemoryBus;
import org.gantry.bus.Origin;
import org.gantry.bus.Received;
import org.gantry.bus.Snapshot;
import org.gantry.bus.Topics;
import org.gantry.bus.trace.Trace;
import org.gantry.domain.answer.VolumeToClassify;
import org.gantry.domain.run.BatchVolume;
import org.gantry.domain.run.EpochContent;
import org.gantry.domain.run.EpochPlan;
import org.gantry.domain.scan.Role;
import org.gantry.domain.scan.Scan;
import org.gantry.domain.scan.ScanCompleted;
import org.gantry.domain.scan.Slice;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VolumeDeskTest {
    private static final Vertx VERTX = Vertx.vertx();

    @TempDir
    Path directory;

    private final MemoryBus bus = new MemoryBus(VERTX);
    private final List<Runnable> later = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private ScanStore store;

    @AfterAll
    static void closeVertx() throws InterruptedException {
        Await.result(VERTX.close());
    }

    @BeforeEach
    void open() {
        store = new ScanStore(directory, 64 << 20);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private VolumeDesk desk(Bus on) {
        return new VolumeDesk(
                on,
                store,
                new PreparedScans(new ScanPixels(bus, store), 1 << 20),
                new Turns(Runnable::run, later::add),
                0);
    }

    private void store(int partition, Scan... scans) {
        for (Scan scan : scans) {
            store.write(partition, 1, Scans.changes(partition, Scans.slices(scan)));
        }
    }

    private List<BatchVolume> batches() throws InterruptedException {
        return Await.result(Snapshot.all(bus, Topics.BATCHES, v -> true));
    }

    private List<VolumeToClassify> volumes() throws InterruptedException {
        return Await.result(Snapshot.all(bus, Topics.VOLUMES, v -> true));
    }

    /** A bus whose first publications fail. */
    private Bus failing(int times) {
        AtomicInteger left = new AtomicInteger(times);
        return (Bus) Proxy.newProxyInstance(
                Bus.class.getClassLoader(), new Class<?>[] {Bus.class}, (p, method, args) -> {
                    if (method.getName().equals("publish") && left.getAndDecrement() > 0) {
                        return Future.failedFuture(new IllegalStateException("the broker refuses"));
                    }
                    try {
                        return method.invoke(bus, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void anEpochsVolumesAreThoseOfItsPlanAndOfNothingButTheirPlace() throws InterruptedException {
        store(2, Scans.scan("a"), Scans.scan("b"));
        VolumeDesk desk = desk(bus);
        desk.own(2);
        desk.on(Scans.manifest(Role.SEARCH_TRAIN, "a", "b"));
        var request = Scans.request(EpochContent.TRAIN_ON_SEARCH_TRAIN, 1);
        desk.on(request);
        desk.on(Scans.credit(9));
        List<BatchVolume> published = batches();
        assertThat(published).hasSize(2);
        var planned = EpochPlan.of(Scans.manifest(Role.SEARCH_TRAIN, "a", "b"), request)
                .batches();
        for (BatchVolume volume : published) {
            String id = planned.get(volume.ordinal())
                    .entries()
                    .get(volume.position())
                    .scanId();
            assertThat(volume.scanId()).isEqualTo(id);
            assertThat(volume.label()).isEqualTo(1);
            float[] expected = Transform.training(
                            Scans.prepared(Scans.scan(id), Scans.INPUT),
                            EpochPlan.order(request).at(volume.ordinal()).at(volume.position()))
                    .volume()
                    .voxels();
            assertThat(volume.volume().voxels()).containsExactly(expected);
        }
    }

    @Test
    void onlyScansOfOwnedPartitionsAreServedAndTheOthersWhenTheyCome() throws InterruptedException {
        store(1, Scans.scan("a"));
        store(2, Scans.scan("b"));
        VolumeDesk desk = desk(bus);
        desk.own(1);
        desk.on(Scans.manifest(Role.TEST, "a", "b"));
        desk.on(Scans.request(EpochContent.EVALUATE_TEST, 2));
        desk.on(Scans.credit(1));
        assertThat(batches().stream().map(BatchVolume::scanId)).containsExactly("a");
        desk.own(2);
        assertThat(batches().stream().map(BatchVolume::scanId)).containsExactly("a", "b");
    }

    /** A slice of a scan without a data set comes, with the trace and a time long ago, and completes it. */
    private ScanCompleted complete(VolumeDesk desk, String scanId, Trace trace) {
        Scan scan = Scans.scan(scanId, "");
        Slice slice = scan.slice(0);
        Origin origin = new Origin(Optional.of(trace), Optional.of(Instant.EPOCH));
        desk.note(new Received<>(Topics.SLICES, 1, 0, scanId, slice, new byte[0], false, origin));
        store(1, scan);
        return store.completed(scanId).orElseThrow();
    }

    @Test
    void aVolumeGoesOnWithTheTraceOfItsScanAndWithItsTimeUnlessItWaitedForAModel() throws InterruptedException {
        Trace early = Trace.begin();
        Trace late = Trace.begin();
        VolumeDesk desk = desk(bus);
        desk.own(1);
        desk.completed(List.of(complete(desk, "early", early)));
        desk.on(Scans.model("digest"));
        desk.completed(List.of(complete(desk, "late", late)));
        Map<String, Origin> origins = new HashMap<>();
        Await.result(
                bus.tail(Topics.VOLUMES, r -> origins.put(r.key(), r.origin())).caughtUp());
        assertThat(origins).containsOnlyKeys("early", "late");
        assertThat(Objects.requireNonNull(origins.get("early"))
                        .trace()
                        .orElseThrow()
                        .traceId())
                .isEqualTo(early.traceId());
        assertThat(Objects.requireNonNull(origins.get("early")).since())
                .as("its own record's")
                .isNotEqualTo(Optional.of(Instant.EPOCH));
        assertThat(Objects.requireNonNull(origins.get("late"))
                        .trace()
                        .orElseThrow()
                        .traceId())
                .isEqualTo(late.traceId());
        assertThat(Objects.requireNonNull(origins.get("late")).since()).contains(Instant.EPOCH);
    }

    @Test
    void aScanThatBecomesCompleteLaterIsServedThen() throws InterruptedException {
        VolumeDesk desk = desk(bus);
        desk.own(1);
        desk.on(Scans.manifest(Role.TEST, "a"));
        desk.on(Scans.request(EpochContent.EVALUATE_TEST, 1));
        desk.on(Scans.credit(1));
        assertThat(batches()).isEmpty();
        store(1, Scans.scan("a"));
        desk.serve();
        assertThat(batches()).hasSize(1);
    }

    @Test
    void aModelGetsItsTestScansAndThoseOfNoDataSetOnce() throws InterruptedException {
        store(1, Scans.scan("tested"), Scans.scan("trained"), Scans.scan("loose", ""), Scans.scan("other", "another"));
        VolumeDesk desk = desk(bus);
        desk.own(1);
        desk.on(Scans.manifest(Role.TEST, "tested"));
        desk.on(Scans.model("one"));
        desk.serve();
        assertThat(volumes().stream().map(v -> v.header().scanId())).containsExactlyInAnyOrder("tested", "loose");
        assertThat(volumes()).allSatisfy(v -> assertThat(v.model()).isEqualTo("one"));
        desk.on(Scans.model("two"));
        assertThat(volumes()).hasSize(4);
    }

    @Test
    void whatWasSentBeforeARestartIsNotSentAgain() throws InterruptedException {
        store(1, Scans.scan("loose", ""));
        store.markSent("loose", "one");
        VolumeDesk desk = desk(bus);
        desk.own(1);
        desk.on(Scans.model("one"));
        assertThat(volumes()).isEmpty();
    }

    @Test
    void aPublicationThatFailedIsTriedAgainLater() throws InterruptedException {
        store(1, Scans.scan("a"), Scans.scan("loose", ""));
        VolumeDesk desk = desk(failing(2));
        desk.own(1);
        desk.on(Scans.manifest(Role.VALIDATION, "a"));
        desk.on(Scans.request(EpochContent.EVALUATE_VALIDATION, 1));
        desk.on(Scans.credit(1));
        desk.on(Scans.model("one"));
        assertThat(batches()).isEmpty();
        assertThat(volumes()).isEmpty();
        assertThat(later).hasSize(2);
        List.copyOf(later).forEach(Runnable::run);
        assertThat(batches()).hasSize(1);
        assertThat(volumes()).hasSize(1);
    }

    @Test
    void aDeskThatIsBehindListensButPublishesNothing() throws InterruptedException {
        store(1, Scans.scan("loose", ""));
        VolumeDesk desk = new VolumeDesk(
                bus, store, new PreparedScans(new ScanPixels(bus, store), 0), new Turns(Runnable::run, later::add), 2);
        desk.own(1);
        desk.on(Scans.model("old"));
        desk.caughtUp();
        desk.on(Scans.model("new"));
        assertThat(volumes()).isEmpty();
        desk.caughtUp();
        assertThat(volumes().stream().map(VolumeToClassify::model)).containsExactly("new");
    }
}
