package org.gantry.interpreter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.gantry.domain.answer.Cam;
import org.gantry.domain.answer.CamMethod;
import org.gantry.domain.answer.InputDistribution;
import org.gantry.domain.answer.ModelAnnounced;
import org.gantry.domain.answer.Prediction;
import org.gantry.domain.answer.Temperature;
import org.gantry.domain.answer.Trust;
import org.gantry.domain.answer.VolumeFeatures;
import org.gantry.domain.answer.VolumeToClassify;
import org.gantry.domain.network.Grid;
import org.gantry.network.Batch;
import org.gantry.network.Bundle;
import org.gantry.network.BundleFacts;
import org.gantry.network.Classifier;
import org.gantry.network.DerivedNetwork;
import org.gantry.network.Ensemble;
import org.gantry.network.Inference;
import org.gantry.network.ModelBundle;

/** A model that is ready to answer volumes in batches. */
final class LoadedModel implements AutoCloseable {
    /** An answer with its explanation. */
    record Answer(Prediction prediction, Cam cam) {}

    private final ModelAnnounced model;
    private final Ensemble ensemble;
    private final Grid input;
    private final CamMethod explainedBy;
    private final Temperature temperature;
    private final Optional<InputDistribution> inputs;
    private final int batch;
    private final double abstainBelow;

    /** @param networks make of a network what takes and explains volumes as the settings say */
    LoadedModel(
            ModelAnnounced model, Bundle bundle, Function<ModelBundle, Classifier> networks, InterpreterConfig config) {
        this.model = model;
        this.input = bundle.input();
        this.explainedBy = config.answers().explainedBy();
        this.ensemble = Ensemble.of(bundle, explainedBy, networks);
        BundleFacts facts = BundleFacts.of(bundle);
        this.temperature = facts.temperature();
        this.inputs = facts.inputs();
        this.batch = config.batch();
        this.abstainBelow = config.answers().abstainBelow();
    }

    /** A bundle's network, built and filled. */
    static Classifier network(ModelBundle bundle, InterpreterConfig config) {
        return DerivedNetwork.of(bundle, config.batch(), config.device())
                .explainedBy(config.answers().explainedBy());
    }

    /** Answers volumes, in order. */
    List<Answer> answer(List<VolumeToClassify> volumes) {
        List<Answer> answers = new ArrayList<>();
        for (int from = 0; from < volumes.size(); from += batch) {
            List<VolumeToClassify> part = volumes.subList(from, Math.min(from + batch, volumes.size()));
            Inference inference = ensemble.infer(assemble(part));
            for (int i = 0; i < part.size(); i++) {
                answers.add(answer(part.get(i), inference, i));
            }
        }
        return answers;
    }

    /** True if a volume is of the size that the network takes. */
    boolean fits(VolumeToClassify volume) {
        return volume.volume().grid().equals(input);
    }

    private Batch assemble(List<VolumeToClassify> volumes) {
        float[] voxels = new float[volumes.size() * input.positions()];
        for (int i = 0; i < volumes.size(); i++) {
            System.arraycopy(volumes.get(i).volume().voxels(), 0, voxels, i * input.positions(), input.positions());
        }
        return new Batch(input, 1, voxels, new int[volumes.size()]);
    }

    private Answer answer(VolumeToClassify volume, Inference inference, int i) {
        float[] probabilities = inference.probabilities()[i];
        Cam cam = Cam.of(
                volume.header().scanId(),
                model.digest(),
                model.labels(),
                Prediction.mostProbable(probabilities),
                new Cam.Cells(explainedBy, ensemble.maps(), inference.cams()[i].values()),
                input,
                volume.geometry(),
                volume.slices());
        Prediction prediction = new Prediction(
                cam.scanId(),
                model.model(),
                model.digest(),
                model.labels(),
                probabilities,
                model.provenance(),
                volume.slices(),
                cam.sliceScores(),
                Trust.of(
                        probabilities,
                        temperature,
                        foreignness(volume),
                        disagreement(inference.disagreements()[i]),
                        abstainBelow));
        return new Answer(prediction, cam);
    }

    /** One network cannot disagree. */
    private OptionalDouble disagreement(double found) {
        return ensemble.size() > 1 ? OptionalDouble.of(found) : OptionalDouble.empty();
    }

    private OptionalDouble foreignness(VolumeToClassify volume) {
        return inputs.stream()
                .mapToDouble(known -> known.foreignness(VolumeFeatures.of(volume.volume())))
                .findAny();
    }

    @Override
    public void close() {
        ensemble.close();
    }
}
