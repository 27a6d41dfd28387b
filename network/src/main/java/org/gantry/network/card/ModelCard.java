package org.gantry.network.card;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.gantry.domain.Provenance;
import org.gantry.domain.answer.Interval;
import org.gantry.domain.answer.MetricIntervals;
import org.gantry.domain.answer.Metrics;
import org.gantry.domain.network.Architecture;
import org.gantry.domain.network.Baseline;
import org.gantry.domain.network.CovidNet3d;
import org.gantry.domain.network.MacroArchitecture.Cell;
import org.gantry.domain.network.NetworkDescription;
import org.gantry.domain.scan.Preprocessing;
import org.gantry.domain.scan.Role;
import org.gantry.network.Bundle;
import org.gantry.network.BundleFacts;
import org.gantry.network.EnsembleBundle;
import org.gantry.network.ModelBundle;
import org.jspecify.annotations.Nullable;

/** The card of a model: a pure function of its bundle. What an older bundle does not say is said to be unknown. */
public final class ModelCard {
    /** Stands on everything that shows answers. */
    public static final String NOT_A_DEVICE =
            "Not a medical device: for research only, never for the care of a patient.";

    static final String USE = "Research on chest CT: classification of whole scans, and search for and comparison of"
            + " 3D convolutional networks. Answers are for people who know the data and look at the scans themselves.";

    /** The metrics that are shares, by their names for programs and for people. */
    private static final Map<String, String> SHARES = Map.of(
            "accuracy", "accuracy",
            "balancedAccuracy", "balanced accuracy",
            "sensitivity", "sensitivity",
            "specificity", "specificity",
            "precision", "precision",
            "f1", "F1",
            "auroc", "AUROC",
            "majorityAccuracy", "accuracy of the most frequent class");

    private final Bundle bundle;
    private final BundleFacts facts;

    private ModelCard(Bundle bundle) {
        this.bundle = bundle;
        this.facts = BundleFacts.of(bundle);
    }

    /**
     * The card of a bundle.
     *
     * @throws IllegalArgumentException if the bundle lacks a fact that it must have
     */
    public static ModelCard of(Bundle bundle) {
        return new ModelCard(bundle);
    }

    /** Markdown, for people. */
    public String markdown() {
        return new CardText(this).text();
    }

    /** The same for programs. */
    public Map<String, @Nullable Object> figures() {
        Map<String, @Nullable Object> card = new LinkedHashMap<>();
        card.put("model", provenance().run());
        card.put("notice", NOT_A_DEVICE);
        card.put("intendedUse", USE);
        card.put("network", network());
        card.put("labels", bundle.labels());
        card.put("data", data());
        card.put("test", testFigures());
        card.put("abstaining", abstaining());
        card.put("foreignInputs", foreign());
        if (!members().isEmpty()) {
            card.put("disagreement", disagreement());
        }
        card.put("limits", limits());
        card.put("provenance", provenanceFigures());
        return Collections.unmodifiableMap(card);
    }

    private Map<String, Object> network() {
        Preprocessing input = facts.preprocessing(bundle.input());
        Map<String, Object> network = new LinkedHashMap<>();
        network.put("architecture", architecture());
        network.put("parameters", parameters());
        network.put("macs", macs());
        network.put("input", bundle.input().toString());
        network.put("windowLevel", input.windowLevel());
        network.put("windowWidth", input.windowWidth());
        network.put("lungsOnly", input.lungsOnly());
        if (!members().isEmpty()) {
            network.put("members", members().stream().map(Member::figures).toList());
        }
        return network;
    }

    String architecture() {
        List<ModelBundle> networks = bundle.networks();
        return members().isEmpty()
                ? architecture(networks.get(0).architecture())
                : "ensemble of " + networks.size() + ", the mean of their calibrated probabilities";
    }

    private static String architecture(Architecture architecture) {
        return architecture instanceof CovidNet3d searched
                ? "CovidNet3D, genotype " + searched.genotype() + ", channels of the cells "
                        + searched.macro().cells().stream().map(Cell::width).toList()
                : ((Baseline.Network) architecture).model().toString();
    }

    private Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("name", provenance().dataset());
        data.put("digest", provenance().datasetDigest());
        Map<String, Object> scans = new LinkedHashMap<>();
        for (Role role : Role.values()) {
            scans(role).ifPresent(counts -> {
                Map<String, Object> byLabel = new LinkedHashMap<>();
                for (int c = 0; c < counts.length && c < labels().size(); c++) {
                    byLabel.put(labels().get(c), counts[c]);
                }
                scans.put(role.name(), byLabel);
            });
        }
        data.put("scans", scans);
        return data;
    }

    private Map<String, @Nullable Object> testFigures() {
        Map<String, @Nullable Object> figures = new LinkedHashMap<>(test().figures());
        figures.put("intervals95", MetricIntervals.of(test()));
        return figures;
    }

    private Map<String, @Nullable Object> foreign() {
        Map<String, @Nullable Object> foreign = new LinkedHashMap<>();
        foreign.put("detected", facts.inputs().isPresent());
        foreign.put("testScansFlagged", flagged().orElse(null));
        return foreign;
    }

    private Map<String, Object> provenanceFigures() {
        Provenance provenance = provenance();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("run", provenance.run());
        figures.put("dataset", provenance.dataset());
        figures.put("datasetDigest", provenance.datasetDigest());
        figures.put("seed", provenance.seed());
        figures.put("config", provenance.config());
        figures.put("software", provenance.software());
        figures.put("time", provenance.time().toString());
        return figures;
    }

    /** What the model is not good for, in sentences. */
    public List<String> limits() {
        return new Limits(test(), facts.inputs().isPresent(), scans(Role.TEST).isPresent()).sentences();
    }

    Provenance provenance() {
        return facts.provenance();
    }

    Metrics test() {
        return facts.test();
    }

    /**
     * A metric of the test that is a share.
     *
     * @param name for people
     * @param value in [0, 1]; empty where the test does not define it
     * @param interval of 95 %, where there is one in closed form
     */
    public record Metric(String name, OptionalDouble value, Optional<Interval> interval) {
        /** Its value for people. */
        public String valueText() {
            return value.isPresent() ? three(value.getAsDouble()) : "-";
        }

        /** Its interval for people. */
        public String intervalText() {
            return interval.map(i -> three(i.low()) + " to " + three(i.high())).orElse("-");
        }

        private static String three(double figure) {
            return String.format(Locale.ROOT, "%.3f", figure);
        }
    }

    /** The test's metrics. */
    public List<Metric> metrics() {
        Map<String, Interval> intervals = MetricIntervals.of(test());
        List<Metric> metrics = new ArrayList<>();
        test().figures().forEach((key, value) -> {
            String name = SHARES.get(key);
            if (name != null) {
                OptionalDouble known =
                        value instanceof Number n ? OptionalDouble.of(n.doubleValue()) : OptionalDouble.empty();
                metrics.add(new Metric(name, known, Optional.ofNullable(intervals.get(key))));
            }
        });
        return metrics;
    }

    List<String> labels() {
        return bundle.labels();
    }

    long parameters() {
        return costs().mapToLong(NetworkDescription::parameters).sum();
    }

    double mib() {
        return costs().mapToDouble(NetworkDescription::mib).sum();
    }

    long macs() {
        return costs().mapToLong(NetworkDescription::macs).sum();
    }

    private Stream<NetworkDescription> costs() {
        return bundle.networks().stream().map(n -> NetworkDescription.of(n.architecture(), n.input()));
    }

    /**
     * A member of an ensemble.
     *
     * @param name of the training or the model that it was
     * @param digest of its bundle
     * @param architecture its network
     * @param test its own one test
     */
    record Member(String name, String digest, String architecture, Metrics test) {
        private Map<String, @Nullable Object> figures() {
            Map<String, @Nullable Object> figures = new LinkedHashMap<>();
            figures.put("name", name);
            figures.put("digest", digest);
            figures.put("architecture", architecture);
            figures.put("test", test.figures());
            return figures;
        }
    }

    /** An ensemble's members, the best first; none of one network. */
    List<Member> members() {
        return bundle instanceof EnsembleBundle ensemble
                ? ensemble.members().stream()
                        .map(m -> new Member(
                                m.name(),
                                m.digest(),
                                architecture(m.bundle().architecture()),
                                BundleFacts.of(m.bundle()).test()))
                        .toList()
                : List.of();
    }

    private Map<String, @Nullable Object> disagreement() {
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        figures.put("measure", "mutual information of answer and member, nats");
        figures.put("whereRight", number("test.disagreementRight"));
        figures.put("whereWrong", number("test.disagreementWrong"));
        figures.put("aurocOfErrors", number("test.disagreementAuroc"));
        return figures;
    }

    private @Nullable Double number(String fact) {
        return fact(fact).map(Double::valueOf).orElse(null);
    }

    Preprocessing input() {
        return facts.preprocessing(bundle.input());
    }

    Optional<String> fact(String name) {
        return facts.find(name);
    }

    /** Scans of each label in a role. */
    Optional<int[]> scans(Role role) {
        return facts.find("data.scans." + role)
                .map(counts -> Arrays.stream(counts.split(",", -1))
                        .mapToInt(Integer::parseInt)
                        .toArray());
    }

    /** How many of the test's scans are foreign by the model's own measure. */
    Optional<Integer> flagged() {
        return facts.find("test.foreign").map(Integer::valueOf);
    }

    /**
     * What the test's answers come to at a threshold.
     *
     * @param threshold answers abstain below this probability
     * @param answered how many do not
     * @param right how many of these are right
     */
    record Abstaining(double threshold, int answered, int right) {
        private static Abstaining parse(String text) {
            String[] parts = text.split("[:/]", -1);
            return new Abstaining(Double.parseDouble(parts[0]), Integer.parseInt(parts[2]), Integer.parseInt(parts[1]));
        }
    }

    List<Abstaining> abstaining() {
        return facts.find("test.abstaining")
                .map(text -> Arrays.stream(text.split(",", -1))
                        .map(Abstaining::parse)
                        .toList())
                .orElse(List.of());
    }
}
