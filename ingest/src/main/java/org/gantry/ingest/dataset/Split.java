package org.gantry.ingest.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.scan.Role;

/**
 * Gives every scan its role, by patient, each class for itself, from a seed (paper, "Experiments"): what the list says
 * wins; of the rest a fraction is test; of the training list a fraction is validation, and its halves are D_T and D_V.
 *
 * @param test fraction of the patients without a role that become test, where the list names no test scans
 * @param validation fraction of the training list that becomes validation, where the list names no validation scans
 * @param seed seed of the choice
 */
public record Split(double test, double validation, long seed) {
    /** Patients of a class that the halves of train need. */
    private static final int HALVES = 2;

    public Split {
        if (!(test >= 0 && test < 1 && validation >= 0 && validation < 1)) {
            throw new IllegalArgumentException("the fractions of test and validation are at least 0 and below 1, not "
                    + test + " and " + validation);
        }
    }

    /** A fifth for test, a tenth of the rest for validation. */
    public static Split seeded(long seed) {
        return new Split(0.2, 0.1, seed);
    }

    /** The roles of scans. */
    public Assignment assign(List<LabelledScan> scans) {
        List<String> labels =
                LabelOrder.of(scans.stream().map(LabelledScan::label).toList());
        if (labels.size() < 2) {
            String error = scans.isEmpty()
                    ? "no scan is left to split"
                    : "every scan has the label " + labels.get(0) + "; a network needs two classes to tell apart";
            return new Assignment(labels, List.of(), new Findings(List.of(), List.of(error)));
        }
        Patients patients = Patients.of(scans, labels);
        boolean drawsTest = patients.all().stream().noneMatch(p -> p.in(Part.TEST));
        boolean drawsValidation = patients.all().stream().noneMatch(p -> p.in(Part.VALIDATION));
        List<Assignment.Entry> entries = new ArrayList<>();
        for (int label = 0; label < labels.size(); label++) {
            int own = label;
            List<Patient> those =
                    patients.all().stream().filter(p -> p.label() == own).toList();
            RandomFunction random = RandomFunction.of(seed).at("split").at(labels.get(label));
            entries.addAll(roles(those, random, drawsTest ? test : 0, drawsValidation ? validation : 0));
        }
        Assignment assignment = new Assignment(labels, entries, patients.findings());
        return assignment.checked(drawsTest && test > 0, drawsValidation && validation > 0);
    }

    /** The roles of the patients of one class. */
    private static List<Assignment.Entry> roles(
            List<Patient> patients, RandomFunction random, double test, double validation) {
        List<Patient> free = shuffled(patients, Optional.empty(), random);
        int tests = count(free.size(), test, HALVES + (validation > 0 ? 1 : 0));
        // those that the list puts into train come last, so that validation is drawn from all alike
        List<Patient> training = Stream.concat(
                        free.subList(tests, free.size()).stream(),
                        shuffled(patients, Optional.of(Part.TRAIN), random).stream())
                .toList();
        training = permuted(training, random.at("validation"));
        int validations = count(training.size(), validation, HALVES);
        int half = validations + (training.size() - validations) / 2;
        List<Assignment.Entry> entries = new ArrayList<>();
        add(entries, free.subList(0, tests), Role.TEST);
        add(entries, shuffled(patients, Optional.of(Part.TEST), random), Role.TEST);
        add(entries, training.subList(0, validations), Role.VALIDATION);
        add(entries, shuffled(patients, Optional.of(Part.VALIDATION), random), Role.VALIDATION);
        add(entries, training.subList(validations, half), Role.SEARCH_VALIDATION);
        add(entries, training.subList(half, training.size()), Role.SEARCH_TRAIN);
        return entries;
    }

    private static List<Patient> shuffled(List<Patient> patients, Optional<Part> part, RandomFunction random) {
        return permuted(patients.stream().filter(p -> p.part().equals(part)).toList(), random);
    }

    private static List<Patient> permuted(List<Patient> patients, RandomFunction random) {
        return IntStream.of(random.permutation(patients.size()))
                .mapToObj(patients::get)
                .toList();
    }

    /** A fraction of n, at least one where the others still get theirs. */
    private static int count(int n, double fraction, int others) {
        return fraction == 0 ? 0 : Math.max(0, Math.min(n - others, Math.max(1, (int) Math.round(n * fraction))));
    }

    private static void add(List<Assignment.Entry> entries, List<Patient> patients, Role role) {
        for (Patient patient : patients) {
            patient.scans()
                    .forEach((scan, label) -> entries.add(new Assignment.Entry(scan, patient.id(), label, role)));
        }
    }
}
