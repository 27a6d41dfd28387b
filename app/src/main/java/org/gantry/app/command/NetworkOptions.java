package org.gantry.app.command;

import java.util.List;
import org.gantry.app.training.Heap;
import org.gantry.app.training.NamedModel;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.Strides;
import org.gantry.domain.network.Widths;
import org.gantry.domain.scan.Preprocessing;
import picocli.CommandLine.Option;

/** The options that say what a genotype stands for, and what volumes a network takes. */
final class NetworkOptions {
    @Option(names = "--widths", paramLabel = "S|L|24,40,...", description = "Channels of each cell of a genotype.")
    private Widths widths = Widths.S;

    @Option(
            names = "--strides",
            paramLabel = "PRESET",
            description = "Strides of a genotype: ISOTROPIC, ANISOTROPIC or a list.")
    private Strides strides = Strides.ANISOTROPIC;

    @Option(names = "--input", paramLabel = "DxHxW", description = "Size of the volumes.")
    private Grid input = new Grid(32, 128, 128);

    @Option(
            names = "--segment-lungs",
            description = "Makes all but the lungs black before anything else, as the paper's authors did; the model"
                    + " keeps that for the scans that it answers.")
    private boolean segmentLungs;

    /** The networks of some lists. */
    List<NamedModel> models(List<String> texts) {
        return NamedModel.parse(texts, widths, strides);
    }

    /** Refuses networks that this process has not the memory to train. */
    void requireMemory(List<NamedModel> models) {
        int classes = 2; // more of them weigh nothing beside the rest
        models.forEach(model -> Heap.require(
                model.title(), model.cost(classes, input), Runtime.getRuntime().maxMemory()));
    }

    /** How a scan becomes a volume. */
    Preprocessing input() {
        return Preprocessing.lung(input).lungsOnly(segmentLungs);
    }
}
