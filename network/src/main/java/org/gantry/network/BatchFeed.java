package org.gantry.network;

import java.util.List;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.network.Architecture;
import org.gantry.domain.network.Grid;
import org.gantry.network.graph.FedRates;
import org.gantry.network.graph.Head;
import org.gantry.network.graph.Run;
import org.gantry.network.graph.StemInput;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * What a training step is fed of a batch, and what its logits say about it.
 *
 * @param classes classes of the answer
 * @param headWidth channels that enter the linear layer
 * @param input how volumes enter
 * @param dropout share of the pooled features that is dropped
 * @param terms what labels ask of the logits
 */
record BatchFeed(int classes, int headWidth, StemInput input, double dropout, LossTerms terms) {
    static BatchFeed of(Architecture architecture, Grid grid, int batchSize, TrainingSettings settings) {
        if (batchSize < 1) {
            throw new IllegalArgumentException("a network needs a batch size of at least 1, not " + batchSize);
        }
        return new BatchFeed(
                architecture.classes(),
                architecture.headWidth(),
                StemInput.of(architecture, grid, batchSize),
                settings.dropout(),
                LossTerms.of(architecture.classes(), settings.options()));
    }

    /** Refuses volumes that the network was not built for. */
    void check(Batch batch) {
        if (!batch.grid().equals(input.grid()) || batch.channels() != input.channels()) {
            throw new IllegalArgumentException("the network takes volumes " + input.grid() + "x" + input.channels()
                    + ", the batch has " + batch.grid() + "x" + batch.channels());
        }
    }

    /** Refuses a batch of another size, or with a label that is no class. */
    void checkTraining(Batch batch) {
        check(batch);
        if (batch.size() != input.batch()) {
            throw new IllegalArgumentException("a step takes " + input.batch() + " volumes, the batch has "
                    + batch.size() + "; drop a last partial batch");
        }
        for (int label : batch.labels()) {
            if (label < 0 || label >= classes) {
                throw new IllegalArgumentException("label " + label + " is not one of the " + classes + " classes");
            }
        }
    }

    /** The volumes; a partial batch is filled up with zeros. */
    void feed(Run run, Batch batch, Operand<TFloat32> voxels) {
        run.feed(voxels, input.tensor(batch.voxels(), 0, batch.size()));
    }

    /** Labels and dropout mask of a step of one pass. */
    void feed(Run run, Batch batch, Head.Loss loss, RandomFunction random) {
        feed(run, List.of(batch), 0, loss, random);
    }

    /** Labels of one pass of a step, and its dropout mask, a function of the step's random numbers. */
    void feed(Run run, List<Batch> passes, int pass, Head.Loss loss, RandomFunction random) {
        int[] labels = passes.get(pass).labels();
        int n = labels.length;
        float[] keep = new float[n * headWidth];
        for (int i = 0; i < keep.length; i++) {
            double number = random.uniform((long) pass * keep.length + i);
            keep[i] = number < dropout ? 0 : (float) (1 / (1 - dropout));
        }
        run.feed(loss.truth(), terms.truth(labels), n, classes)
                .feed(loss.share(), terms.shares(labels, terms.whole(passes)), n)
                .feed(loss.keep(), keep, n, headWidth);
    }

    /** Learning rates of the groups on the path: stem, blocks, head. */
    static void feed(Run run, FedRates rates, List<Progress.Fed> groups) {
        float[] rate = new float[groups.size()];
        float[] epsilon = new float[groups.size()];
        for (int i = 0; i < rate.length; i++) {
            rate[i] = groups.get(i).rate();
            epsilon[i] = groups.get(i).epsilon();
        }
        run.feed(rates.rates(), rate, rate.length).feed(rates.epsilons(), epsilon, epsilon.length);
    }

    /** Share of the batch whose largest logit, (volume, class), is its label's. */
    double accuracy(float[] logits, Batch batch) {
        int right = 0;
        for (int i = 0; i < batch.size(); i++) {
            int best = 0;
            for (int c = 1; c < classes; c++) {
                if (logits[i * classes + c] > logits[i * classes + best]) {
                    best = c;
                }
            }
            right += best == batch.labels()[i] ? 1 : 0;
        }
        return (double) right / batch.size();
    }
}
