package org.gantry.domain.answer;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The inputs that a model learnt from, as the mean and the covariance of their {@link VolumeFeatures}: how far another
 * input is from them by Mahalanobis' distance, over the distance from which on it is foreign to the model.
 *
 * @param mean of each feature
 * @param precision inverse of the covariance, (feature)(feature)
 * @param threshold a greater distance is foreign
 */
public record InputDistribution(double[] mean, double[][] precision, double threshold) {
    private static final double LEAST_DEVIATION = 0.01; // of features of order 1: below are rounding and chance
    private static final double DEVIATIONS = 3;
    private static final double LEAST_SPREAD = 0.15;
    private static final int FOLDS = 5;
    private static final int FEWEST_A_FOLD = 8;

    public InputDistribution {
        if (!(threshold > 0) || precision.length != mean.length) {
            throw new IllegalArgumentException("a distribution of " + mean.length + " features cannot have "
                    + precision.length + " rows of precision and the threshold " + threshold);
        }
        for (double[] row : precision) {
            if (row.length != mean.length) {
                throw new IllegalArgumentException("precision is a square of numbers");
            }
        }
    }

    /**
     * Learns from what was trained on, and takes where foreign begins from scans that were not learnt from: validation,
     * and each fifth of the training as seen by the other four, since few scans of validation say little of the rarest.
     * It begins three standard deviations above the mean of the logarithms of their distances, or at the greatest.
     *
     * @param training features of each volume, at least one volume
     * @param validation features of each volume, at least one volume, none of which was learnt from
     */
    public static InputDistribution fit(List<double[]> training, List<double[]> validation) {
        InputDistribution unscaled = unscaled(training);
        DoubleStream unseen = validation.stream().mapToDouble(unscaled::distance);
        double[] logs = DoubleStream.concat(unseen, crossValidated(training))
                .map(distance -> Math.log(Math.max(distance, 1e-9)))
                .toArray();
        double middle = DoubleStream.of(logs).average().orElseThrow();
        double variance = DoubleStream.of(logs)
                .map(log -> (log - middle) * (log - middle))
                .average()
                .orElseThrow();
        double usual = middle + DEVIATIONS * Math.max(LEAST_SPREAD, Math.sqrt(variance));
        double greatest = DoubleStream.of(logs).max().orElseThrow();
        return new InputDistribution(unscaled.mean, unscaled.precision, Math.exp(Math.max(usual, greatest)));
    }

    private static InputDistribution unscaled(List<double[]> training) {
        double[] mean = mean(training);
        return new InputDistribution(mean, Spd.inverse(covariance(training, mean)), 1);
    }

    /** Distances of each fold from the others; none of so few volumes that folds say nothing. */
    private static DoubleStream crossValidated(List<double[]> training) {
        if (training.size() < FEWEST_A_FOLD * FOLDS) {
            return DoubleStream.empty();
        }
        return IntStream.range(0, FOLDS).boxed().flatMapToDouble(fold -> {
            List<double[]> others = every(training, i -> i % FOLDS != fold);
            InputDistribution learnt = unscaled(others);
            return every(training, i -> i % FOLDS == fold).stream().mapToDouble(learnt::distance);
        });
    }

    private static List<double[]> every(List<double[]> volumes, IntPredicate wanted) {
        return IntStream.range(0, volumes.size())
                .filter(wanted)
                .mapToObj(volumes::get)
                .toList();
    }

    private static double[] mean(List<double[]> volumes) {
        double[] mean = new double[volumes.get(0).length];
        for (double[] features : volumes) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += features[i] / volumes.size();
            }
        }
        return mean;
    }

    /** Of few volumes: correlations are shrunk towards none by d / (n + d), so that its inverse exists and is tame. */
    private static double[][] covariance(List<double[]> volumes, double[] mean) {
        int d = mean.length;
        double[][] covariance = new double[d][d];
        for (double[] features : volumes) {
            for (int i = 0; i < d; i++) {
                for (int j = 0; j < d; j++) {
                    covariance[i][j] += (features[i] - mean[i]) * (features[j] - mean[j]) / volumes.size();
                }
            }
        }
        double kept = (double) volumes.size() / (volumes.size() + d);
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                covariance[i][j] *= i == j ? 1 : kept;
            }
            covariance[i][i] += LEAST_DEVIATION * LEAST_DEVIATION;
        }
        return covariance;
    }

    private double distance(double[] features) {
        double sum = 0;
        for (int i = 0; i < mean.length; i++) {
            for (int j = 0; j < mean.length; j++) {
                sum += (features[i] - mean[i]) * precision[i][j] * (features[j] - mean[j]);
            }
        }
        return Math.sqrt(Math.max(0, sum) / mean.length);
    }

    /**
     * Distance of an input from those that were learnt from, over the threshold: above 1 it is foreign.
     *
     * @param features of its volume
     */
    public double foreignness(double[] features) {
        return distance(features) / threshold;
    }
}
