package org.gantry.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.DeadLetter;
import org.gantry.bus.MemoryBus;
import org.gantry.bus.Snapshot;
import org.gantry.bus.Topic;
import org.gantry.bus.Topics;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.run.BatchVolume;
import org.gantry.domain.run.EpochContent;
import org.gantry.domain.scan.Role;
import org.gantry.domain.scan.Scan;
import org.gantry.domain.scan.ScanCompleted;
import org.gantry.domain.scan.Slice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole samplers on the bus in memory: slices in, scans and volumes out. */
class SamplerVerticleTest {
    private static final List<String> IDS = List.of("a", "b", "c", "d", "e", "f", "g", "h");

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final MemoryBus bus = new MemoryBus(vertx);
    private volatile Instant now = Instant.EPOCH;

    @AfterEach
    void close() throws InterruptedException {
        Await.result(vertx.close());
    }

    private String deploy(Bus process, String name) throws InterruptedException {
        SamplerConfig config = new SamplerConfig(
                directory.resolve(name), new SamplerLimits(1 << 20, 64 << 20, Duration.ofMinutes(10)));
        return Await.result(vertx.deployVerticle(new SamplerVerticle(process, config, () -> now)));
    }

    /** Slices of all scans in any order, some of them twice. */
    private void publishSlices(String dataset) throws InterruptedException {
        List<Slice> slices = new ArrayList<>();
        IDS.forEach(id -> slices.addAll(Scans.slices(Scans.scan(id, dataset))));
        for (int i : RandomFunction.of(3).permutation(slices.size())) {
            Await.result(bus.publish(Topics.SLICES, slices.get(i)));
            if (i % 5 == 0) {
                Await.result(bus.publish(Topics.SLICES, slices.get(i)));
            }
        }
    }

    /** Waits until a topic holds so many values, and gives all that it holds then. */
    private <V> List<V> await(Topic<V> topic, int count) throws InterruptedException {
        Promise<Void> enough = Promise.promise();
        List<V> seen = new ArrayList<>();
        var reading = bus.tail(topic, r -> {
            seen.add(r.value());
            if (seen.size() == count) {
                enough.complete();
            }
        });
        Await.result(enough.future().compose(done -> reading.close()));
        return Await.result(Snapshot.all(bus, topic, v -> true));
    }

    private void askForAnEpoch() throws InterruptedException {
        Await.result(bus.publish(Topics.DATASETS, Scans.manifest(Role.VALIDATION, IDS.toArray(String[]::new))));
        Await.result(bus.publish(Topics.EPOCHS, Scans.request(EpochContent.EVALUATE_VALIDATION, 3)));
        Await.result(bus.publish(Topics.EPOCHS, Scans.credit(3)));
    }

    @Test
    void slicesBecomeScansAndScansVolumes() throws InterruptedException {
        assertThat(deploy(bus, "one")).isNotEmpty();
        publishSlices(Scans.DATASET);
        List<ScanCompleted> scans = await(Topics.SCANS, IDS.size());
        assertThat(scans).hasSize(IDS.size()).allSatisfy(s -> {
            Scan source = Scans.scan(s.header().scanId());
            assertThat(s.contentDigest()).isEqualTo(source.contentDigest());
            assertThat(s.header()).isEqualTo(source.header());
        });
        askForAnEpoch();
        assertThat(await(Topics.BATCHES, IDS.size()).stream().map(BatchVolume::scanId))
                .containsExactlyElementsOf(IDS);
    }

    @Test
    void twoSamplersShareTheScansAndFillEveryPlaceOnce() throws InterruptedException {
        assertThat(deploy(bus, "one")).isNotEmpty();
        assertThat(deploy(bus.another(), "two")).isNotEmpty();
        publishSlices(Scans.DATASET);
        assertThat(await(Topics.SCANS, IDS.size())).hasSize(IDS.size());
        askForAnEpoch();
        assertThat(await(Topics.BATCHES, IDS.size()).stream().map(BatchVolume::scanId))
                .containsExactlyInAnyOrderElementsOf(IDS);
    }

    @Test
    void aRestartPublishesNoScanAndNoVolumeTwiceWithItsStoreOrWithout() throws InterruptedException {
        String first = deploy(bus, "one");
        publishSlices("");
        Await.result(bus.publish(Topics.MODELS, Scans.model("digest")));
        assertThat(await(Topics.VOLUMES, IDS.size())).hasSize(IDS.size());
        Await.result(vertx.undeploy(first));

        String second = deploy(bus.another(), "one");
        publishSlices("");
        Scan more = Scans.scan("more", "");
        for (Slice slice : Scans.slices(more)) {
            Await.result(bus.publish(Topics.SLICES, slice));
        }
        assertThat(await(Topics.SCANS, IDS.size() + 1)).hasSize(IDS.size() + 1);
        Await.result(vertx.undeploy(second));

        assertThat(deploy(bus.another(), "lost")).isNotEmpty();
        for (Slice slice : Scans.slices(Scans.scan("last", ""))) {
            Await.result(bus.publish(Topics.SLICES, slice));
        }
        List<ScanCompleted> scans = await(Topics.SCANS, IDS.size() + 2);
        Set<String> ids = new HashSet<>(IDS);
        ids.addAll(Set.of("more", "last"));
        assertThat(scans.stream().map(s -> s.header().scanId())).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void aScanThatLacksSlicesIsSaidSoAndBecomesCompleteWhenTheyCome() throws InterruptedException {
        assertThat(deploy(bus, "one")).isNotEmpty();
        Scan cut = Scans.scan("cut", "");
        Await.result(bus.publish(Topics.SLICES, cut.slice(0)));
        Await.result(bus.publish(Topics.SLICES, cut.slice(2)));
        for (Slice slice : Scans.slices(Scans.scan("whole", ""))) {
            Await.result(bus.publish(Topics.SLICES, slice));
        }
        assertThat(await(Topics.SCANS, 1)).hasSize(1);
        Promise<DeadLetter> told = Promise.promise();
        var letters = bus.deadLetters(Topics.SLICES, letter -> {
            if (letter.reason().contains("1 did not come")) {
                told.tryComplete(letter);
            }
        });
        // nobody says when the worker has both slices, so time goes on until it has
        long ticking = vertx.setPeriodic(50, id -> now = now.plus(Duration.ofMinutes(10)));
        DeadLetter letter = Await.result(told.future());
        assertThat(letter.key()).isEqualTo("cut");
        assertThat(letter.reason()).contains("scan cut is incomplete", "of 3 slices 1 did not come, 1;");
        assertThat(Topics.SLICES.codec().decode(letter.bytes()).digest())
                .isEqualTo(cut.slice(2).digest());
        assertThat(vertx.cancelTimer(ticking)).isTrue();
        Await.result(letters.close());
        Await.result(bus.publish(Topics.SLICES, cut.slice(1)));
        assertThat(await(Topics.SCANS, 2))
                .extracting(ScanCompleted::contentDigest)
                .contains(cut.contentDigest());
    }
}
