package org.gantry.domain.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.OptionalDouble;
import org.gantry.domain.RandomFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalTest {
    /** Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I, method 3. */
    @ParameterizedTest
    @CsvSource({"81,263,0.2553,0.3662", "15,148,0.0624,0.1605", "0,20,0.0000,0.1611", "1,29,0.0061,0.1718"})
    void aProportionHasWilsonsInterval(int hits, int trials, double low, double high) {
        Interval interval = Interval.wilson(hits, trials);
        assertThat(interval.low()).isCloseTo(low, within(5e-5));
        assertThat(interval.high()).isCloseTo(high, within(5e-5));
        Interval others = Interval.wilson(trials - hits, trials);
        assertThat(others.low()).isCloseTo(1 - high, within(5e-5));
        assertThat(others.high()).isCloseTo(1 - low, within(5e-5));
    }

    @Test
    void anAreaHasAnIntervalThatNarrowsWithMoreScansAndKeepsItsWidthAtOne() {
        for (double area : new double[] {0.5, 0.8, 1}) {
            Interval few = Interval.ofAuroc(area, 10, 12);
            Interval many = Interval.ofAuroc(area, 1000, 1200);
            assertThat(few.low()).isLessThan(many.low());
            assertThat(few.high()).isGreaterThanOrEqualTo(many.high());
            assertThat(many.low()).isLessThan(area);
            assertThat(few.high()).isBetween(area, 1.0);
        }
        assertThat(Interval.ofAuroc(1, 10, 12).low()).isBetween(0.7, 0.95);
        assertThat(Interval.ofAuroc(1, 10, 12).high()).isEqualTo(1);
    }

    /** Two normal distributions a standard deviation apart: the area is Phi(1 / sqrt 2) = 0.7602. */
    @Test
    void theIntervalOfAnAreaHoldsTheTruthAboutAsOftenAsItSays() {
        int trials = 1000;
        int held = 0;
        for (int t = 0; t < trials; t++) {
            int[] labels = new int[60];
            float[][] probabilities = new float[60][];
            for (int i = 0; i < 60; i++) {
                labels[i] = i % 3 == 0 ? 1 : 0;
                float x = (float) (RandomFunction.of(5).at(t).gaussian(i) + labels[i]);
                probabilities[i] = new float[] {-x, x};
            }
            double area = Auroc.of(2, labels, probabilities).orElseThrow();
            Interval interval = Interval.ofAuroc(area, 20, 40);
            held += interval.low() <= 0.7602 && 0.7602 <= interval.high() ? 1 : 0;
        }
        assertThat((double) held / trials).isBetween(0.93, 0.98);
    }

    @Test
    void metricsOfTwoClassesHaveIntervalsThatHoldThem() {
        Metrics metrics = new Metrics(new int[][] {{17, 3}, {1, 19}}, OptionalDouble.of(0.97), OptionalDouble.empty());
        Map<String, Interval> intervals = MetricIntervals.of(metrics);
        assertThat(intervals)
                .containsOnlyKeys("accuracy", "balancedAccuracy", "sensitivity", "specificity", "precision", "auroc");
        intervals.forEach((name, interval) -> {
            Object figure = metrics.figures().get(name);
            assertThat((Double) figure).as(name).isStrictlyBetween(interval.low(), interval.high());
            assertThat(interval.low()).isGreaterThanOrEqualTo(0);
            assertThat(interval.high()).isLessThanOrEqualTo(1);
        });
        assertThat(intervals).containsEntry("sensitivity", Interval.wilson(19, 20));
    }

    @Test
    void metricsOfMoreClassesHaveNoIntervalsOfMeansThatDepend() {
        int[][] confusion = {{5, 0, 0}, {1, 4, 0}, {0, 0, 0}};
        Metrics metrics = new Metrics(confusion, OptionalDouble.of(0.9), OptionalDouble.empty());
        Map<String, Interval> intervals = MetricIntervals.of(metrics);
        assertThat(intervals).containsOnlyKeys("accuracy", "balancedAccuracy");
        assertThat(metrics.balancedAccuracy()).isEqualTo(0.9);
        Interval balanced = intervals.getOrDefault("balancedAccuracy", new Interval(0, 0));
        assertThat(balanced.low()).isBetween(0.5, 0.8);
        assertThat(balanced.high()).isBetween(0.9, 1.0);
    }
}
