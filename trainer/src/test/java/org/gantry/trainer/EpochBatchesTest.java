package org.gantry.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.gantry.bus.Await;
import org.gantry.bus.Feed;
import org.gantry.bus.MemoryBus;
import org.gantry.bus.Snapshot;
import org.gantry.bus.Topics;
import org.gantry.domain.network.Grid;
import org.gantry.domain.run.BatchVolume;
import org.gantry.domain.run.EpochEvent;
import org.gantry.domain.run.EpochEvent.Credited;
import org.gantry.domain.scan.Volume;
import org.gantry.network.Batch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class EpochBatchesTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final int CAPACITY = 64;

    private final MemoryBus bus = new MemoryBus(VERTX);
    private final EpochEvent.Requested request = Runs.request(4);

    @AfterAll
    static void close() throws InterruptedException {
        Await.result(VERTX.close());
    }

    private void publish(List<BatchVolume> volumes) throws InterruptedException {
        for (BatchVolume volume : volumes) {
            Await.result(bus.publish(Topics.BATCHES, volume));
        }
    }

    private Feed<BatchVolume> feed() {
        return bus.feed(Topics.BATCHES, Runs.JOB, 0, CAPACITY);
    }

    private EpochBatches open(Feed<BatchVolume> feed, int ahead) throws InterruptedException {
        return new EpochBatches(bus, feed, request, Runs.manifest(), ahead);
    }

    private List<EpochEvent> asked() throws InterruptedException {
        return Await.result(Snapshot.all(bus, Topics.EPOCHS, e -> true));
    }

    /** The number of each volume of a batch, and its label. */
    private static List<String> contents(Batch batch) {
        List<String> contents = new ArrayList<>();
        int size = batch.grid().positions();
        for (int i = 0; i < batch.size(); i++) {
            float first = batch.voxels()[i * size];
            assertThat(batch.voxels()[(i + 1) * size - 1]).isEqualTo(first);
            contents.add(first + ":" + batch.labels()[i]);
        }
        return contents;
    }

    @Test
    void batchesAreAssembledByPositionWhateverTheOrderOfArrival() throws InterruptedException {
        List<BatchVolume> volumes = new ArrayList<>(Runs.volumes(request, 0));
        Collections.reverse(volumes);
        publish(volumes);
        try (Feed<BatchVolume> feed = feed();
                EpochBatches batches = open(feed, 2)) {
            assertThat(contents(batches.next())).containsExactly("0.0:0", "1.0:1", "2.0:0");
            assertThat(contents(batches.next())).containsExactly("3.0:1", "4.0:0", "5.0:1");
            assertThat(contents(batches.next())).containsExactly("6.0:0");
            assertThat(batches.hasNext()).isFalse();
        }
    }

    @Test
    void volumesOfOtherEpochsAndThoseThatComeAgainAreIgnored() throws InterruptedException {
        publish(Runs.volumes(Runs.request(3), 100));
        publish(Runs.volumes(request, 0));
        publish(Runs.volumes(request, 200));
        publish(Runs.volumes(Runs.request(5), 300));
        try (Feed<BatchVolume> feed = feed();
                EpochBatches batches = open(feed, 2)) {
            assertThat(contents(batches.next())).containsExactly("0.0:0", "1.0:1", "2.0:0");
            assertThat(contents(batches.next())).containsExactly("3.0:1", "4.0:0", "5.0:1");
            assertThat(contents(batches.next())).containsExactly("6.0:0");
        }
    }

    @Test
    void anEpochIsAskedForCreditedAsItGoesAndClosed() throws InterruptedException {
        publish(Runs.volumes(request, 0));
        try (Feed<BatchVolume> feed = feed();
                EpochBatches batches = open(feed, 2)) {
            assertThat(asked()).containsExactly(request, new Credited(Runs.JOB, 4, 2));
            assertThat(batches.next().size()).isEqualTo(3);
            assertThat(asked()).last().isEqualTo(new Credited(Runs.JOB, 4, 3));
        }
        assertThat(asked()).last().isEqualTo(new EpochEvent.Closed(Runs.JOB, 4));
    }

    @Test
    void aVolumeOfAnotherSizeStopsTheTrainingByName() throws InterruptedException {
        Grid small = new Grid(1, 1, 1);
        BatchVolume first = Runs.volumes(request, 0).get(0);
        publish(List.of(new BatchVolume(Runs.JOB, 4, 0, 0, first.scanId(), 0, new Volume(small, new float[1]))));
        publish(Runs.volumes(request, 0));
        try (Feed<BatchVolume> feed = feed();
                EpochBatches batches = open(feed, 2)) {
            assertThatThrownBy(batches::next)
                    .hasMessageContaining(Runs.JOB)
                    .hasMessageContaining("1x1x1")
                    .hasMessageContaining("4x8x8");
        }
    }
}
