package org.gantry.domain.scan;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.gantry.domain.Digest;

/**
 * A named set of scans with labels and roles.
 *
 * @param name its name
 * @param labels the classes in the order of their indices
 * @param entries its scans, by id
 * @param stands where its slices stand on the slices topic, as far as that is known; no part of the digest
 */
public record DatasetManifest(String name, List<String> labels, List<Entry> entries, List<LogRange> stands) {
    /**
     * One scan of a data set.
     *
     * @param scanId its scan
     * @param patientId its patient
     * @param label index into the labels
     * @param role what it is for
     * @param contentDigest {@link Scan#contentDigest}
     */
    public record Entry(String scanId, String patientId, int label, Role role, String contentDigest) {
        public Entry {
            if (scanId.isBlank() || patientId.isBlank()) {
                throw new IllegalArgumentException("an entry of a data set needs a scan and a patient");
            }
        }
    }

    /** Of slices that stand somewhere. */
    public DatasetManifest(String name, List<String> labels, List<Entry> entries) {
        this(name, labels, entries, List.of());
    }

    /** Sorts by scan id and checks that ids are unique, labels exist and no patient has two roles. */
    public DatasetManifest {
        labels = List.copyOf(labels);
        stands = List.copyOf(stands);
        if (name.isBlank()) {
            throw new IllegalArgumentException("a data set needs a name");
        }
        if (Set.copyOf(labels).size() < labels.size()) {
            throw new IllegalArgumentException("data set " + name + " names a label twice: " + labels);
        }
        entries = entries.stream().sorted(Comparator.comparing(Entry::scanId)).toList();
        Set<String> ids = new HashSet<>();
        Map<String, Role> roles = new HashMap<>();
        for (Entry e : entries) {
            if (!ids.add(e.scanId())) {
                throw new IllegalArgumentException("data set " + name + " holds scan " + e.scanId() + " twice");
            }
            if (e.label() < 0 || e.label() >= labels.size()) {
                throw new IllegalArgumentException("scan " + e.scanId() + " has no label of " + labels);
            }
            Role other = roles.putIfAbsent(e.patientId(), e.role());
            if (other != null && other != e.role()) {
                throw new IllegalArgumentException("patient " + e.patientId() + " is in " + other.title() + " and in "
                        + e.role().title());
            }
        }
    }

    /** This with where its slices stand, as its scans' completion says. */
    public DatasetManifest standing(List<ScanCompleted> scans) {
        Set<String> ids = entries.stream().map(Entry::scanId).collect(Collectors.toSet());
        List<LogRange> ranges = scans.stream()
                .filter(scan -> ids.contains(scan.header().scanId()))
                .flatMap(scan -> scan.stands().stream())
                .toList();
        return new DatasetManifest(name, labels, entries, LogRange.covering(ranges));
    }

    /** Its scans of some roles, by id. */
    public List<Entry> of(Set<Role> roles) {
        return entries.stream().filter(e -> roles.contains(e.role())).toList();
    }

    /** D_T and D_V together. */
    public static Set<Role> train() {
        return EnumSet.of(Role.SEARCH_TRAIN, Role.SEARCH_VALIDATION);
    }

    /**
     * Mean cross-entropy over a role's scans of a network that knows how frequent each label is there and nothing else,
     * nats: log 2 for two labels alike.
     */
    public double chance(Role role) {
        List<Entry> scans = of(EnumSet.of(role));
        return scans.stream().collect(Collectors.groupingBy(Entry::label, Collectors.counting())).values().stream()
                .mapToDouble(n -> (double) n / scans.size())
                .map(p -> -p * Math.log(p))
                .sum();
    }

    /** SHA-256 over ids, labels, roles and content. */
    public String digest() {
        Digest digest = Digest.begin().add(labels.size());
        labels.forEach(digest::add);
        for (Entry e : entries) {
            digest.add(e.scanId())
                    .add(e.patientId())
                    .add(e.label())
                    .add(e.role().name())
                    .add(e.contentDigest());
        }
        return digest.hex();
    }
}
