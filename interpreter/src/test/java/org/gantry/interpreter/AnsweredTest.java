package org.gantry.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.gantry.bus.Await;
import org.gantry.bus.MemoryBus;
import org.gantry.bus.Topics;
import org.gantry.domain.Provenance;
import org.gantry.domain.answer.Prediction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnsweredTest {
    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final MemoryBus bus = new MemoryBus(vertx);

    @AfterEach
    void close() throws InterruptedException {
        Await.result(vertx.close());
    }

    private void answeredByAnother(String scan, String model) throws InterruptedException {
        Await.result(bus.publish(
                Topics.PREDICTIONS,
                new Prediction(
                        scan,
                        "m",
                        model,
                        List.of("Normal", "NCP"),
                        new float[] {0.5f, 0.5f},
                        new Provenance("run", "set", "digest", 1, "", "test", Instant.EPOCH),
                        new int[0],
                        new float[0])));
    }

    private void learnAll(Answered answered) throws InterruptedException {
        for (int partition = 0; partition < Topics.VOLUMES.partitions(); partition++) {
            answered.learn(partition);
        }
    }

    @Test
    void answersAreKnownByScanAndModel() {
        try (Answered answered = new Answered(directory, bus)) {
            answered.add(List.of(Answering.volume("a", "one"), Answering.volume("b", "one")));
        }
        try (Answered answered = new Answered(directory, bus)) {
            assertThat(answered.contains(Answering.volume("a", "one"))).isTrue();
            assertThat(answered.contains(Answering.volume("a", "two"))).isFalse();
            assertThat(answered.contains(Answering.volume("c", "one"))).isFalse();
        }
    }

    @Test
    void whatOthersAnsweredIsLearntWhenTheirPartitionComes() throws InterruptedException {
        answeredByAnother("a", "one");
        try (Answered answered = new Answered(directory, bus)) {
            learnAll(answered);
            assertThat(answered.contains(Answering.volume("a", "one"))).isTrue();
            assertThat(answered.contains(Answering.volume("b", "one"))).isFalse();
        }
    }

    @Test
    void whatIsAnsweredWhileAPartitionIsElsewhereIsLearntWhenItComesBack() throws InterruptedException {
        try (Answered answered = new Answered(directory, bus)) {
            learnAll(answered);
            for (int partition = 0; partition < Topics.VOLUMES.partitions(); partition++) {
                answered.forget(partition);
            }
            answeredByAnother("a", "one");
            learnAll(answered);
            assertThat(answered.contains(Answering.volume("a", "one"))).isTrue();
        }
    }
}
