package org.gantry.network;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.gantry.domain.CanIgnoreReturnValue;
import org.gantry.domain.Provenance;
import org.gantry.domain.answer.Calibration;
import org.gantry.domain.answer.InputDistribution;
import org.gantry.domain.answer.Metrics;
import org.gantry.domain.answer.Temperature;
import org.gantry.domain.answer.VolumeFeatures;
import org.gantry.domain.network.Grid;
import org.gantry.domain.scan.Preprocessing;

/**
 * The facts of a model bundle: what is known of a model beside its network and weights, as flat text by dotted names.
 * What an older bundle does not say is absent; whatever must be there is asked for by name.
 */
public final class BundleFacts {
    private static final String TEMPERATURE = "calibration.temperature";

    private final Map<String, String> facts;

    private BundleFacts(Map<String, String> facts) {
        this.facts = facts;
    }

    /** None yet. */
    public static BundleFacts begin() {
        return new BundleFacts(new TreeMap<>());
    }

    /** Those of a bundle. */
    public static BundleFacts of(Bundle bundle) {
        return new BundleFacts(bundle.facts());
    }

    /** By name. */
    public Map<String, String> map() {
        return Collections.unmodifiableMap(facts);
    }

    /** Adds one. */
    @CanIgnoreReturnValue
    public BundleFacts put(String name, String value) {
        facts.put(name, value);
        return this;
    }

    /** Adds some. */
    @CanIgnoreReturnValue
    public BundleFacts putAll(Map<String, String> more) {
        facts.putAll(more);
        return this;
    }

    /** Adds how a scan becomes an input; its size is the bundle's. */
    @CanIgnoreReturnValue
    public BundleFacts put(Preprocessing input) {
        return put("preprocessing.windowLevel", Double.toString(input.windowLevel()))
                .put("preprocessing.windowWidth", Double.toString(input.windowWidth()))
                .put("preprocessing.lungsOnly", Boolean.toString(input.lungsOnly()))
                .put("preprocessing.digest", input.digest());
    }

    /** Adds where the model comes from. */
    @CanIgnoreReturnValue
    public BundleFacts put(Provenance provenance) {
        return put("provenance.run", provenance.run())
                .put("provenance.dataset", provenance.dataset())
                .put("provenance.datasetDigest", provenance.datasetDigest())
                .put("provenance.seed", Long.toString(provenance.seed()))
                .put("provenance.config", provenance.config())
                .put("provenance.software", provenance.software())
                .put("provenance.time", provenance.time().toString());
    }

    /** Adds how the model did in its one test, and the temperature of its calibration where it has one. */
    @CanIgnoreReturnValue
    public BundleFacts put(Metrics test) {
        test.figures().forEach((name, value) -> {
            if (value instanceof Number) {
                facts.put("test." + name, value.toString());
            }
        });
        test.calibration()
                .ifPresent(c -> put(TEMPERATURE, Double.toString(c.temperature().value())));
        return put(
                "test.confusion",
                Arrays.stream(test.confusion())
                        .map(row ->
                                Arrays.stream(row).mapToObj(Integer::toString).collect(Collectors.joining(",")))
                        .collect(Collectors.joining(";")));
    }

    /** Adds the inputs that the model learnt from. */
    @CanIgnoreReturnValue
    public BundleFacts put(InputDistribution inputs) {
        return put("inputs.mean", row(inputs.mean()))
                .put(
                        "inputs.precision",
                        Arrays.stream(inputs.precision()).map(BundleFacts::row).collect(Collectors.joining(";")))
                .put("inputs.threshold", Double.toString(inputs.threshold()));
    }

    private static String row(double[] numbers) {
        return Arrays.stream(numbers).mapToObj(Double::toString).collect(Collectors.joining(","));
    }

    private static double[] row(String numbers) {
        return Arrays.stream(numbers.split(",", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    /** How a scan becomes an input of this size; bundles from before lungs could be cut out say nothing of it. */
    public Preprocessing preprocessing(Grid size) {
        return new Preprocessing(
                size,
                number("preprocessing.windowLevel"),
                number("preprocessing.windowWidth"),
                Boolean.parseBoolean(facts.getOrDefault("preprocessing.lungsOnly", "false")));
    }

    /** Where the model comes from. */
    public Provenance provenance() {
        return new Provenance(
                fact("provenance.run"),
                fact("provenance.dataset"),
                fact("provenance.datasetDigest"),
                Long.parseLong(fact("provenance.seed")),
                fact("provenance.config"),
                fact("provenance.software"),
                Instant.parse(fact("provenance.time")));
    }

    /** How the model did in its one test. */
    public Metrics test() {
        int[][] confusion = Arrays.stream(fact("test.confusion").split(";", -1))
                .map(row -> Arrays.stream(row.split(",", -1))
                        .mapToInt(Integer::parseInt)
                        .toArray())
                .toArray(int[][]::new);
        return new Metrics(confusion, optional("test.auroc"), optional("test.calibrationError"), calibration());
    }

    private Optional<Calibration> calibration() {
        return find(TEMPERATURE)
                .map(t -> new Calibration(
                        temperature(),
                        number("test.loss"),
                        number("test.lossBefore"),
                        number("test.calibrationErrorBefore")));
    }

    /** What its logits are divided by; bundles from before calibration say nothing of it, which is 1. */
    public Temperature temperature() {
        return new Temperature(Double.parseDouble(facts.getOrDefault(TEMPERATURE, "1")));
    }

    /** The inputs that the model learnt from, where it knows them by the features that this release measures. */
    public Optional<InputDistribution> inputs() {
        return find("inputs.mean")
                .map(mean -> new InputDistribution(
                        row(mean),
                        Arrays.stream(fact("inputs.precision").split(";", -1))
                                .map(BundleFacts::row)
                                .toArray(double[][]::new),
                        number("inputs.threshold")))
                .filter(inputs -> inputs.mean().length == VolumeFeatures.COUNT);
    }

    /** One that may be missing. */
    public Optional<String> find(String name) {
        return Optional.ofNullable(facts.get(name));
    }

    /**
     * One that must be there.
     *
     * @throws IllegalArgumentException if it is not
     */
    public String fact(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("bundle.json says no " + name));
    }

    private double number(String name) {
        return Double.parseDouble(fact(name));
    }

    private OptionalDouble optional(String name) {
        return facts.containsKey(name) ? OptionalDouble.of(number(name)) : OptionalDouble.empty();
    }
}
