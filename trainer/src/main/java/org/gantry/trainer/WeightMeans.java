package org.gantry.trainer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gantry.network.Tensors;

/** The mean of the weights of several shares, added up in their order: the same bits wherever it is taken. */
final class WeightMeans {
    private WeightMeans() {}

    /**
     * The mean, number by number.
     *
     * @throws IllegalArgumentException if they do not hold the same tensors
     */
    static Tensors of(List<Tensors> shares) {
        Tensors first = shares.get(0);
        Map<String, Tensors.Array> means = new LinkedHashMap<>();
        for (String name : first.names()) {
            List<float[]> parts =
                    shares.stream().map(share -> share.get(name).values()).toList();
            means.put(name, new Tensors.Array(first.get(name).shape(), mean(parts)));
        }
        if (shares.stream().anyMatch(share -> share.names().size() != means.size())) {
            throw new IllegalArgumentException("the shares of a search did not train the same operations");
        }
        return new Tensors(means);
    }

    private static float[] mean(List<float[]> parts) {
        float[] mean = new float[parts.get(0).length];
        for (int i = 0; i < mean.length; i++) {
            double sum = 0;
            for (float[] part : parts) {
                sum += part[i];
            }
            mean[i] = (float) (sum / parts.size());
        }
        return mean;
    }
}
