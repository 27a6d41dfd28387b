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
import org.gantry.network.Bundle;
import org.gantry.network.DerivedNetwork;
import org.gantry.network.Device;
import org.gantry.network.EnsembleBundle;
import org.gantry.network.EnsembleBundle.Member;
import org.gantry.network.ModelBundle;
import org.gantry.network.TrainingSettings;

/** Models of a few weights as a trainer publishes them: {@code run}, and {@code both}, an ensemble of two. */
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
        announce(bus, "run", bundle(5));
    }

    static void announceEnsemble(Bus bus) throws InterruptedException {
        List<Member> members = List.of(
                Member.of("run-0", bundle(5).toBytes()),
                Member.of("run-1", bundle(6).toBytes()));
        announce(bus, "both", new EnsembleBundle(members, FACTS));
    }

    private static ModelBundle bundle(long seed) {
        try (DerivedNetwork network =
                new DerivedNetwork(ARCHITECTURE, INPUT, 1, TrainingSettings.RETRAINING, Device.DEFAULT)) {
            network.initialize(RandomFunction.of(seed));
            return new ModelBundle(ARCHITECTURE, INPUT, LABELS, FACTS, network.weights());
        }
    }

    private static void announce(Bus bus, String name, Bundle bundle) throws InterruptedException {
        ContentRef content = Await.result(bus.putContent(bundle.toBytes(Map.of())));
        Metrics metrics = new Metrics(new int[][] {{1, 0}, {0, 1}}, OptionalDouble.of(1), OptionalDouble.empty());
        Provenance provenance = new Provenance(name, "set", "digest", 1, "", "test", Instant.EPOCH);
        Await.result(bus.publish(
                Topics.MODELS,
                new ModelAnnounced(
                        name, content, Baseline.MC3_18, Preprocessing.lung(INPUT), LABELS, metrics, provenance)));
    }

    private TinyModel() {}
}
