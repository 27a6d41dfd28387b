package org.gantry.network.export;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.network.Architecture;
import org.gantry.domain.network.Baseline;
import org.gantry.domain.network.CovidNet3d;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.LayerGroup;
import org.gantry.domain.network.MacroArchitecture;
import org.gantry.domain.network.MacroArchitecture.Cell;
import org.gantry.domain.network.Stride;
import org.gantry.network.Batch;
import org.gantry.network.DerivedNetwork;
import org.gantry.network.Device;
import org.gantry.network.Inference;
import org.gantry.network.ModelBundle;
import org.gantry.network.Tensors;
import org.gantry.network.TrainingSettings;
import org.gantry.network.graph.ParameterLayout;

/** A network that tests export: small, every weight and statistic random, and what it answers in Gantry itself. */
record PortableCase(String name, Architecture architecture, Grid input) {
    private static final RandomFunction SEED = RandomFunction.of(23);
    private static final MacroArchitecture MACRO = new MacroArchitecture(
            8, new Stride(1, 2, 2), List.of(new Cell(8, 2, Stride.all(2)), new Cell(12, 2, new Stride(1, 2, 2))), 1, 2);

    /** MBConvs of all kernels: strided on all axes, with a shortcut, strided in the plane. */
    static final PortableCase CONVOLVING = searched("MBConvs of kernels 3, 5 and 7", Genotype.of(0, 4, 5, 2));

    /** A strided Skip, an identity Skip, a Skip strided in the plane and widening, an MBConv. */
    static final PortableCase SKIPPING = searched("Skips of all kinds", Genotype.of(7, 7, 7, 0));

    static final PortableCase RESNET = baseline(Baseline.RESNET3D101, new Grid(5, 17, 18));
    static final PortableCase DENSENET = baseline(Baseline.DENSENET3D121, new Grid(16, 33, 32));
    static final PortableCase MIXED_CONVOLUTIONS = baseline(Baseline.MC3_18, new Grid(3, 17, 18));

    private static PortableCase searched(String name, Genotype genotype) {
        return new PortableCase(name, new CovidNet3d(MACRO, genotype), new Grid(5, 12, 11));
    }

    private static PortableCase baseline(Baseline baseline, Grid input) {
        return new PortableCase(baseline.toString(), baseline.architecture(2, 3), input);
    }

    /** The network as it would be after a training. */
    ModelBundle bundle() {
        List<String> labels = IntStream.range(0, architecture.classes())
                .mapToObj(c -> "class " + c)
                .toList();
        return new ModelBundle(architecture, input, labels, Map.of("provenance.run", name), weights());
    }

    private Tensors weights() {
        Map<String, Tensors.Array> arrays = new LinkedHashMap<>();
        for (LayerGroup group : architecture.groups()) {
            add(arrays, ParameterLayout.of(group));
        }
        add(arrays, ParameterLayout.head(architecture.headWidth(), architecture.classes()));
        return new Tensors(arrays);
    }

    private static void add(Map<String, Tensors.Array> arrays, ParameterLayout layout) {
        layout.weights().forEach((name, entry) -> arrays.put(name, random(name, entry)));
        layout.statistics().forEach((name, entry) -> arrays.put(name, random(name, entry)));
    }

    /** Kernels around 0, wide enough to keep features from fading; normalisation that changes every channel. */
    private static Tensors.Array random(String name, ParameterLayout.Entry entry) {
        RandomFunction numbers = SEED.at(name);
        double scale = entry.fanIn() == 0 ? 0.4 : 4 / Math.sqrt(entry.fanIn());
        double centre = name.endsWith("gamma") || name.endsWith("running_var") ? 1 : 0;
        float[] values = new float[entry.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (centre + scale * (numbers.uniform(i) - 0.5));
        }
        return new Tensors.Array(entry.shape(), values);
    }

    /** Volumes of noise. */
    Batch batch(int size) {
        RandomFunction noise = SEED.at("volumes");
        float[] voxels = new float[size * input.positions() * architecture.inChannels()];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = (float) noise.gaussian(i);
        }
        return new Batch(input, architecture.inChannels(), voxels, new int[size]);
    }

    /** What Gantry itself answers. */
    Inference expected(ModelBundle bundle, Batch batch) {
        try (DerivedNetwork network =
                new DerivedNetwork(architecture, input, batch.size(), TrainingSettings.RETRAINING, Device.DEFAULT)) {
            network.load(bundle.weights());
            return network.infer(batch);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
