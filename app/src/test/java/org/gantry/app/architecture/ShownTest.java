package org.gantry.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.util.List;
import org.gantry.app.run.Settings;
import org.gantry.bus.Await;
import org.gantry.bus.MemoryBus;
import org.gantry.bus.Topics;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.run.ArchitectureMeasured;
import org.gantry.domain.run.RunEvent;
import org.gantry.domain.run.RunSpec;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.domain.scan.DatasetManifest.Entry;
import org.gantry.domain.scan.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShownTest {
    private static final Genotype GOOD = Genotype.parse("0,1,2,3,4,5,6,7,1,2,3,4,5,6,7,0,2,3,4,5,6");
    private static final Genotype BAD = Genotype.parse("7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7");
    private static final RunSpec SPEC = Settings.demo(3).spec("mine", "set");

    private final Vertx vertx = Vertx.vertx();
    private final MemoryBus bus = new MemoryBus(vertx);

    @BeforeEach
    void publish() throws InterruptedException {
        List<Entry> entries = List.of(new Entry("a", "a", 0, Role.TEST, "d"), new Entry("b", "b", 1, Role.TEST, "d"));
        Await.result(bus.publish(Topics.DATASETS, new DatasetManifest("set", List.of("Normal", "CP", "NCP"), entries)));
        Await.result(bus.publish(Topics.RUNS, new RunEvent.Asked(SPEC)));
        measured(0, GOOD, 0.75);
        measured(4, BAD, 0.5);
    }

    private void measured(int epoch, Genotype genotype, double performance) throws InterruptedException {
        Await.result(bus.publish(
                Topics.ARCHITECTURES,
                new ArchitectureMeasured(SPEC.searchJob(), epoch, genotype, performance, 0.5, 1, 2, 12.5)));
    }

    @AfterEach
    void close() throws InterruptedException {
        Await.result(vertx.close());
    }

    @Test
    void theBestOfARunIsShownInItsFrameWithWhatIsKnownOfIt() throws InterruptedException {
        Shown shown = Shown.measured(bus, "mine", null);
        assertThat(shown.blueprint().network().genotype()).isEqualTo(GOOD);
        assertThat(shown.blueprint().network().classes()).isEqualTo(3);
        assertThat(shown.blueprint().input()).isEqualTo(SPEC.searchInput().size());
        assertThat(shown.title()).isEqualTo("CovidNet3D, mine/search, epoch 0");
        assertThat(shown.lines())
                .containsExactly(
                        "accuracy 0.750, loss 0.500 on D_V with the shared weights; 12.50 ms a volume",
                        "widths " + SPEC.widths() + ", strides " + SPEC.strides() + ", genotype " + GOOD);
        assertThat(shown.figures()).containsKeys("measured", "frame", "blocks");
    }

    @Test
    void oneIsShownByItsEpoch() throws InterruptedException {
        assertThat(Shown.measured(bus, "mine", 4).blueprint().network().genotype())
                .isEqualTo(BAD);
    }

    @Test
    void whatIsNotThereIsSaidWithWhatIs() {
        assertThatThrownBy(() -> Shown.measured(bus, "yours", null))
                .hasMessageContaining("no run yours")
                .hasMessageContaining("[mine]");
        assertThatThrownBy(() -> Shown.measured(bus, "mine", 9))
                .hasMessageContaining("none after epoch 9")
                .hasMessageContaining("[0, 4]");
    }
}
