package org.gantry.bench.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gantry.app.training.ModelFile;
import org.gantry.bus.Await;
import org.gantry.bus.Topics;
import org.gantry.domain.CanIgnoreReturnValue;
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

/**
 * One of the paper's networks, untrained: what it answers is a function of the scan, which is enough.
 *
 * @param widths channels of its stages
 * @param input voxels that it takes
 */
public record RandomModel(Widths widths, Grid input) {
    /** A small one. */
    public static final RandomModel SMALL = new RandomModel(Widths.parse("4,4,8,8,8,8"), new Grid(8, 16, 16));

    private static final Genotype EVERY_OPERATION = Genotype.parse("0,1,2,3,4,5,6,7,1,2,3,4,5,6,7,0,2,3,4,5,6");
    private static final List<String> LABELS = List.of("Normal", "NCP");

    /** Writes it as {@code gantry models export} would. */
    private ModelFile write(Path file) throws IOException {
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
        Architecture architecture =
                new SearchedModel(EVERY_OPERATION, widths, Strides.ANISOTROPIC).architecture(1, LABELS.size());
        try (DerivedNetwork network =
                new DerivedNetwork(architecture, input, 1, TrainingSettings.RETRAINING, Device.DEFAULT)) {
            network.initialize(RandomFunction.of(5));
            ModelBundle bundle = new ModelBundle(architecture, input, LABELS, facts, network.weights());
            return ModelFile.read(Files.write(file, bundle.toBytes()));
        }
    }

    /** Writes it, makes the topics of a bus and publishes it there; gives its digest. */
    @CanIgnoreReturnValue
    public String publish(String servers, Path file) throws IOException, InterruptedException {
        return publish(servers, file, "untrained");
    }

    /** The same under a name. */
    @CanIgnoreReturnValue
    public String publish(String servers, Path file, String name) throws IOException, InterruptedException {
        try (Client client = Client.of(servers)) {
            Await.result(client.bus().createTopics(Topics.ALL));
            return write(file).publish(client.bus(), name).digest();
        }
    }
}
