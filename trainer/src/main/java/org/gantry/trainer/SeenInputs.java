package org.gantry.trainer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.gantry.domain.answer.InputDistribution;
import org.gantry.domain.answer.VolumeFeatures;
import org.gantry.domain.scan.Volume;
import org.gantry.network.Batch;

/** Measures the volumes of the batches that it is given. */
final class SeenInputs implements Consumer<Batch> {
    private final List<double[]> features = new ArrayList<>();

    @Override
    public void accept(Batch batch) {
        int size = batch.grid().positions();
        for (int i = 0; i < batch.size(); i++) {
            float[] voxels = Arrays.copyOfRange(batch.voxels(), i * size, (i + 1) * size);
            features.add(VolumeFeatures.of(new Volume(batch.grid(), voxels)));
        }
    }

    /** How many of them are foreign to a model. */
    long foreign(InputDistribution known) {
        return features.stream().filter(one -> known.foreignness(one) > 1).count();
    }

    /** Features of each volume, in order. */
    List<double[]> features() {
        return features;
    }
}
