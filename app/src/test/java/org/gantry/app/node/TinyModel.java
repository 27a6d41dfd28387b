package org.gantry.app.node;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.Topics;
import org.gantry.domain.ContentRef;
import org.gantry.domain.Provenance;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.answer.Metrics;
import org.gantry.domain.answer.ModelAnnounced;
import org.gantry.domain.network.Architecture;
import org.gantry.domain.network.Baseline;
import org.gantry.domain.network.CovidNet3d;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.MacroArchitecture;
import org.gantry.domain.network.MacroArchitecture.Cell;
import org.gantry.domain.network.Stride;
import org.gantry.domain.scan.Preprocessing;
import org.gantry.network.DerivedNetwork;
import org.gantry.network.Device;
import org.gantry.network.ModelBundle;
import org.gantry.network.TrainingSettings;

/** A model of a few weights, named {@code run}, as a trainer publishes one. */
final class TinyModel {
    static final Grid INPUT = new Grid(4, 8, 8);
    private static final List<String> LABELS = List.of("Normal", "NCP");
    private static final Map<String, String> FACTS = Map.ofEntries(
            Map.entry("preprocessing.windowLevel", "-600.0"),
            Map.entry("preprocessing.windowWidth", "1500.0"),
            Map.entry("provenance.run", "run"),
            Map.entry("provenance.dataset", "set"),
            Map.entry("provenance.datasetDigest", "digest"),
            Map.entry("provenance.seed", "1"),
            Map.entry("provenance.config", ""),
            Map.entry("provenance.software", "test"),
            Map.entry("provenance.time", "1970-01-01T00:00:00Z"),
            Map.entry("test.confusion", "1,0;0,1"));
    private static final Architecture ARCHITECTURE = new CovidNet3d(
            new MacroArchitecture(
                    4,
                    new Stride(1, 2, 2),
                    List.of(new Cell(4, 1, Stride.all(2)), new Cell(6, 1, Stride.all(1))),
                    1,
                    LABELS.size()),
            Genotype.of(0, 7));

    static void announce(Bus bus) throws InterruptedException {
        byte[] bundle;
        try (DerivedNetwork network =
                new DerivedNetwork(ARCHITECTURE, INPUT, 1, TrainingSettings.RETRAINING, Device.DEFAULT)) {
            network.initialize(RandomFunction.of(5));
            bundle = new ModelBundle(ARCHITECTURE, INPUT, LABELS, FACTS, network.weights()).toBytes();
        }
        ContentRef content = Await.result(bus.putContent(bundle));
        Metrics metrics = new Metrics(new int[][] {{1, 0}, {0, 1}}, OptionalDouble.of(1), OptionalDouble.empty());
        Provenance provenance = new Provenance("run", "set", "digest", 1, "", "test", Instant.EPOCH);
        Await.result(bus.publish(
                Topics.MODELS,
                new ModelAnnounced(
                        "run", content, Baseline.MC3_18, Preprocessing.lung(INPUT), LABELS, metrics, provenance)));
    }

    private TinyModel() {}
}
