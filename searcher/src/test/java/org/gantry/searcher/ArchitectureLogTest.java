package org.gantry.searcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.run.ArchitectureMeasured;
import org.gantry.domain.run.Draw;
import org.gantry.domain.run.DrawTaken;
import org.gantry.domain.run.Phase;
import org.gantry.domain.run.StepTaken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchitectureLogTest {
    @TempDir
    Path directory;

    private static ArchitectureMeasured measured(String job, int epoch, double performance) {
        return new ArchitectureMeasured(job, epoch, Genotype.of(1, 2), performance, 0.5, 10, 20, 1.5);
    }

    private static Draw draw(int epoch, int step, Phase phase) {
        return new Draw("a/search", epoch, step, phase, Genotype.of(3), List.of(), 0);
    }

    @Test
    void architecturesComeByEpochAndOfTheirJobOnly() {
        try (ArchitectureLog log = new ArchitectureLog(directory)) {
            IntStream.of(10, 2, 0).forEach(epoch -> log.write(measured("a/search", epoch, epoch)));
            log.write(measured("ab/search", 1, 1));
        }
        try (ArchitectureLog log = new ArchitectureLog(directory)) {
            assertThat(log.architectures("a/search"))
                    .containsExactly(
                            measured("a/search", 0, 0), measured("a/search", 2, 2), measured("a/search", 10, 10));
            assertThat(log.architectures("b/search")).isEmpty();
        }
    }

    @Test
    void aDrawComesWithTheLossAndTheGradientNormOfItsStep() {
        StepTaken step =
                new StepTaken("a/search", 0, 1, Phase.ALPHA, Genotype.of(3), 0.71, 0.5, 2.5, new double[] {0.25});
        try (ArchitectureLog log = new ArchitectureLog(directory)) {
            log.write(draw(0, 1, Phase.ALPHA));
            log.write(draw(0, 1, Phase.WEIGHTS));
            log.write(step);
            assertThat(log.draws("a/search").get(0).step()).hasValueSatisfying(s -> {
                assertThat(s.loss()).isEqualTo(0.71);
                assertThat(s.gradientNorm()).isEqualTo(2.5);
                assertThat(s.gates()).containsExactly(0.25);
            });
            assertThat(log.draws("a/search").get(1).step())
                    .as("drawn, and not yet taken")
                    .isEmpty();
        }
    }

    @Test
    void drawsComeInTheOrderOfTheirSteps() {
        try (ArchitectureLog log = new ArchitectureLog(directory)) {
            log.write(draw(1, 0, Phase.ALPHA));
            log.write(draw(0, 0, Phase.WEIGHTS));
            log.write(draw(0, 1, Phase.ALPHA));
            log.write(draw(0, 0, Phase.ALPHA));
            log.write(draw(0, 0, Phase.ALPHA));
            assertThat(log.draws("a/search").stream()
                            .map(DrawTaken::draw)
                            .map(d -> d.phase() + "" + d.epoch() + d.step()))
                    .containsExactly("ALPHA00", "WEIGHTS00", "ALPHA01", "ALPHA10");
        }
    }
}
