package org.gantry.bench.explain;

import java.util.List;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.answer.Cam;
import org.gantry.domain.answer.CamMethod;
import org.gantry.domain.answer.ScanCam;
import org.gantry.domain.answer.VolumeToClassify;
import org.gantry.network.Batch;
import org.gantry.network.Classifier;
import org.gantry.network.DerivedNetwork;
import org.gantry.network.Device;
import org.gantry.network.ModelBundle;
import org.gantry.network.TrainingSettings;

/** A trained network and the same with other weights, asked for maps. */
final class Explained implements AutoCloseable {
    private static final RandomFunction RANDOM = RandomFunction.of(99);

    private final ModelBundle bundle;
    private final DerivedNetwork network;

    Explained(ModelBundle bundle) {
        this.bundle = bundle;
        this.network = new DerivedNetwork(
                bundle.architecture(), bundle.input(), 1, TrainingSettings.RETRAINING, Device.DEFAULT);
    }

    /** The method, by the trained weights. */
    Classifier trained(CamMethod method) {
        network.load(bundle.weights());
        return network.explainedBy(method);
    }

    /** The method, by start values: what a sound map must not survive (Adebayo et al., NeurIPS 2018). */
    Classifier random(CamMethod method) {
        network.initialize(RANDOM);
        return network.explainedBy(method);
    }

    /** The map of a class, at the volume's size. */
    Cam cam(Classifier classifier, CamMethod method, VolumeToClassify volume, String label) {
        float[] voxels = volume.volume().voxels();
        float[][] cells = classifier
                .infer(new Batch(bundle.input(), 1, voxels, new int[1]))
                .cams()[0]
                .values();
        int cell = method.cellOf(bundle.architecture());
        List<String> labels = bundle.labels();
        return Cam.of(
                volume.header().scanId(),
                volume.model(),
                labels,
                labels.indexOf(label),
                new Cam.Cells(method, bundle.architecture().camGrid(bundle.input(), cell), cells),
                bundle.input(),
                volume.geometry(),
                volume.slices());
    }

    /** The same scan's map if the cells of its class said something else. */
    static Cam cam(Cam cam, VolumeToClassify volume, float[] cells) {
        float[][] ofEach = cam.cells().values().clone();
        ofEach[cam.classIndex()] = cells;
        return Cam.of(
                cam.scanId(),
                cam.modelDigest(),
                cam.labels(),
                cam.classIndex(),
                new Cam.Cells(cam.cells().method(), cam.cells().grid(), ofEach),
                cam.map().grid(),
                volume.geometry(),
                cam.slices());
    }

    /** A map on its scan's grid, (slice, row, column). */
    static float[] onScan(Cam cam, VolumeToClassify volume, int slices) {
        ScanCam map = new ScanCam(cam, volume.header(), slices);
        int area = volume.header().rows() * volume.header().columns();
        float[] voxels = new float[slices * area];
        for (int slice = 0; slice < slices; slice++) {
            System.arraycopy(map.slice(slice), 0, voxels, slice * area, area);
        }
        return voxels;
    }

    @Override
    public void close() {
        network.close();
    }
}
