package org.gantry.network;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gantry.domain.Provenance;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.answer.CamMethod;
import org.gantry.domain.network.Architecture;
import org.gantry.domain.scan.Preprocessing;

/** Small networks with random weights, alone and together. */
final class EnsembleBundles {
    static final Provenance PROVENANCE =
            new Provenance("run", "nodules", "d1", 3, "as asked", "0.1", Instant.parse("2026-01-02T03:04:05Z"));

    private EnsembleBundles() {}

    static ModelBundle network(Architecture architecture, long seed, double temperature) {
        BundleFacts facts = BundleFacts.begin()
                .put(Preprocessing.lung(SmallNetworks.GRID))
                .put(PROVENANCE)
                .put("calibration.temperature", Double.toString(temperature));
        return network(architecture, seed, facts);
    }

    static ModelBundle network(Architecture architecture, long seed, BundleFacts facts) {
        try (DerivedNetwork network = new DerivedNetwork(
                architecture,
                SmallNetworks.GRID,
                SmallNetworks.BATCH_SIZE,
                TrainingSettings.RETRAINING,
                Device.DEFAULT)) {
            network.initialize(RandomFunction.of(seed));
            return new ModelBundle(
                    architecture, SmallNetworks.GRID, List.of("Normal", "NCP"), facts.map(), network.weights());
        }
    }

    /** Members are called a, b, c. */
    static EnsembleBundle ensemble(ModelBundle... networks) {
        List<EnsembleBundle.Member> members = new ArrayList<>();
        for (ModelBundle network : networks) {
            members.add(EnsembleBundle.Member.of(Character.toString('a' + members.size()), network.toBytes()));
        }
        return new EnsembleBundle(members, Map.of("test.foreign", "1"));
    }

    static Ensemble open(Bundle bundle) {
        return Ensemble.of(
                bundle, CamMethod.CAM, network -> DerivedNetwork.of(network, SmallNetworks.BATCH_SIZE, Device.DEFAULT));
    }
}
