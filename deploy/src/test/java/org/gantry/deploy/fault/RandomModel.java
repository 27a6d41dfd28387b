package org.gantry.deploy.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gantry.app.training.ModelFile;
import org.gantry.bus.Await;
import org.gantry.bus.BusConfig;
import org.gantry.bus.KafkaBus;
import org.gantry.bus.Topics;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.network.Architecture;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.SearchedModel;
import org.gantry.domain.network.Strides;
import org.gantry.domain.network.Widths;
import org.gantry.network.DerivedNetwork;
import org.gantry.network.Device;
import org.gantry.network.ModelBundle;
import org.gantry.network.TrainingSettings;

/** A bundle of the paper's network, small and untrained: what it answers is a function of the scan, which is enough. */
public final class RandomModel {
    private static final Grid INPUT = new Grid(8, 16, 16);
    private static final Architecture NETWORK = new SearchedModel(
                    Genotype.parse("0,1,2,3,4,5,6,7,1,2,3,4,5,6,7,0,2,3,4,5,6"),
                    Widths.parse("4,4,8,8,8,8"),
                    Strides.ANISOTROPIC)
            .architecture(1, 2);

    private RandomModel() {}

    /** Writes it as {@code gantry models export} would. */
    private static ModelFile write(Path file) throws IOException {
        Map<String, String> facts = Map.ofEntries(
                Map.entry("preprocessing.windowLevel", "-600.0"),
                Map.entry("preprocessing.windowWidth", "1500.0"),
                Map.entry("provenance.run", "untrained"),
                Map.entry("provenance.dataset", "none"),
                Map.entry("provenance.datasetDigest", "none"),
                Map.entry("provenance.seed", "5"),
                Map.entry("provenance.config", "untrained"),
                Map.entry("provenance.software", "gantry"),
                Map.entry("provenance.time", "2026-01-02T03:04:05Z"),
                Map.entry("test.confusion", "1,1;1,1"));
        try (DerivedNetwork network =
                new DerivedNetwork(NETWORK, INPUT, 1, TrainingSettings.RETRAINING, Device.DEFAULT)) {
            network.initialize(RandomFunction.of(5));
            ModelBundle bundle = new ModelBundle(NETWORK, INPUT, List.of("Normal", "NCP"), facts, network.weights());
            return ModelFile.read(Files.write(file, bundle.toBytes()));
        }
    }

    /** Writes it, makes the topics of a bus and publishes it there. */
    public static void publish(String servers, Path file) throws IOException, InterruptedException {
        Vertx vertx = Vertx.vertx();
        KafkaBus bus = KafkaBus.connect(vertx, BusConfig.of(servers));
        Await.result(bus.createTopics(Topics.ALL));
        assertThat(write(file).publish(bus, "untrained").model()).isEqualTo("untrained");
        Await.result(bus.close().eventually(vertx::close));
    }
}
