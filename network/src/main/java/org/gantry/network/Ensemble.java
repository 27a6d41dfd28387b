package org.gantry.network;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.gantry.domain.answer.Cam;
import org.gantry.domain.answer.CamMethod;
import org.gantry.domain.answer.Disagreement;
import org.gantry.domain.answer.Temperature;
import org.gantry.domain.network.CamGrid;
import org.gantry.network.Inference.CamCells;

/**
 * Networks that answer together (deep ensembles, Lakshminarayanan et al. 2017): the mean of their probabilities, each
 * calibrated by its own temperature, and the mean of their maps at the first one's cells. One network is an ensemble of
 * one, whose answer is that network's own. The logits of an answer are the logarithms of its probabilities.
 */
public final class Ensemble implements Classifier {
    private final List<Member> members;
    private final CamMethod method;

    private record Member(Classifier network, Temperature temperature, CamGrid maps) {}

    private Ensemble(List<Member> members, CamMethod method) {
        this.members = members;
        this.method = method;
    }

    /**
     * A bundle's networks, built and filled.
     *
     * @param method how they make their maps
     * @param networks makes of a network's bundle what answers for it
     */
    public static Ensemble of(Bundle bundle, CamMethod method, Function<ModelBundle, Classifier> networks) {
        List<Member> members = new ArrayList<>();
        Ensemble ensemble = new Ensemble(members, method);
        try {
            for (ModelBundle network : bundle.networks()) {
                CamGrid maps = network.architecture().camGrid(network.input(), method.cellOf(network.architecture()));
                Temperature temperature = BundleFacts.of(network).temperature();
                members.add(new Member(networks.apply(network), temperature, maps));
            }
            return ensemble;
        } catch (RuntimeException e) {
            ensemble.close();
            throw e;
        }
    }

    /** How the cells of its maps lie in a volume. */
    public CamGrid maps() {
        return members.get(0).maps;
    }

    /** How many networks it is of. */
    public int size() {
        return members.size();
    }

    @Override
    public Inference infer(Batch batch) {
        List<Inference> answers =
                members.stream().map(member -> member.network.infer(batch)).toList();
        float[][] logits = new float[batch.size()][];
        float[][] probabilities = new float[batch.size()][];
        CamCells[] cams = new CamCells[batch.size()];
        double[] disagreements = new double[batch.size()];
        for (int i = 0; i < batch.size(); i++) {
            float[][] said = probabilities(answers, i);
            probabilities[i] = Disagreement.mean(said);
            logits[i] = logarithms(probabilities[i]);
            disagreements[i] = Disagreement.of(said);
            cams[i] = mean(answers, i);
        }
        return new Inference(logits, probabilities, cams, disagreements);
    }

    private float[][] probabilities(List<Inference> answers, int volume) {
        return IntStream.range(0, members.size())
                .mapToObj(m ->
                        members.get(m).temperature.probabilities(answers.get(m).logits()[volume]))
                .toArray(float[][]::new);
    }

    private static float[] logarithms(float[] probabilities) {
        float[] logarithms = new float[probabilities.length];
        for (int c = 0; c < logarithms.length; c++) {
            logarithms[c] = (float) Math.log(Math.max(probabilities[c], Float.MIN_VALUE));
        }
        return logarithms;
    }

    private CamCells mean(List<Inference> answers, int volume) {
        int classes = answers.get(0).cams()[volume].values().length;
        float[][] mean = new float[classes][maps().cells().positions()];
        for (int c = 0; c < classes; c++) {
            double[] sum = new double[mean[c].length];
            for (int m = 0; m < members.size(); m++) {
                float[] map = at(members.get(m), answers.get(m).cams()[volume].values()[c]);
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += map[i];
                }
            }
            for (int i = 0; i < sum.length; i++) {
                mean[c][i] = (float) (sum[i] / members.size());
            }
        }
        return new CamCells(maps().cells(), mean);
    }

    private float[] at(Member member, float[] map) {
        return new Cam.Cells(method, member.maps, new float[][] {map})
                .at(maps())
                .values()[0];
    }

    @Override
    public void close() {
        members.forEach(member -> member.network.close());
    }
}
