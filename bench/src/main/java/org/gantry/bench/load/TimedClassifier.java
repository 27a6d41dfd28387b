package org.gantry.bench.load;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.gantry.domain.answer.CamMethod;
import org.gantry.domain.network.Architecture;
import org.gantry.domain.network.CamGrid;
import org.gantry.domain.network.Grid;
import org.gantry.network.Batch;
import org.gantry.network.Classifier;
import org.gantry.network.Inference;
import org.gantry.network.Inference.CamCells;
import org.gantry.network.ModelBundle;

/**
 * In place of a network on a device that a machine does not have: waits as long for each volume and says always the
 * same. For measuring all that is around a network, and nothing else.
 *
 * @param cells of the model's maps by the default method
 * @param classes of the model
 * @param each time that a volume takes
 */
record TimedClassifier(Grid cells, int classes, Duration each) implements Classifier {
    /** For a model's bundle. */
    static TimedClassifier of(ModelBundle bundle, Duration each) {
        Architecture architecture = bundle.architecture();
        CamGrid maps = architecture.camGrid(bundle.input(), CamMethod.DEFAULT.cellOf(architecture));
        return new TimedClassifier(maps.cells(), bundle.labels().size(), each);
    }

    @Override
    public Inference infer(Batch batch) {
        long end = System.nanoTime() + batch.size() * each.toNanos();
        for (long wait = end - System.nanoTime(); wait > 0; wait = end - System.nanoTime()) {
            LockSupport.parkNanos(wait);
        }
        float[] even = new float[classes];
        Arrays.fill(even, 1f / classes);
        float[][] probabilities = new float[batch.size()][];
        Arrays.fill(probabilities, even);
        CamCells[] cams = new CamCells[batch.size()];
        Arrays.fill(cams, new CamCells(cells, new float[classes][cells.positions()]));
        return new Inference(new float[batch.size()][classes], probabilities, cams);
    }

    @Override
    public void close() {
        // it holds nothing
    }
}
