package org.gantry.ingest.dataset;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * Which class has which index: COVID-19 is 1, the positive one (paper, Table 2). Numbers stand in their order, names in
 * the alphabet's; then the one name that says COVID-19 goes to 1, and of two the one that says healthy to 0.
 */
final class LabelOrder {
    private static final Comparator<String> ALPHABET =
            Comparator.comparing((String l) -> l.toLowerCase(Locale.ROOT)).thenComparing(Comparator.naturalOrder());

    private LabelOrder() {}

    /** The labels by index. */
    static List<String> of(Collection<String> labels) {
        if (labels.stream().allMatch(l -> l.matches("-?\\d{1,9}"))) {
            return labels.stream()
                    .distinct()
                    .sorted(Comparator.comparingInt((String l) -> Integer.parseInt(l))
                            .thenComparing(Comparator.naturalOrder()))
                    .toList();
        }
        TreeSet<String> sorted = new TreeSet<>(ALPHABET);
        sorted.addAll(labels);
        List<String> order = new ArrayList<>(sorted);
        List<String> healthy = order.stream().filter(LabelOrder::healthy).toList();
        if (order.size() == 2 && healthy.size() == 1) {
            move(order, healthy.get(0), 0);
        }
        List<String> covid = order.stream().filter(LabelOrder::covid).toList();
        if (order.size() > 1 && covid.size() == 1) {
            move(order, covid.get(0), 1);
        }
        return List.copyOf(order);
    }

    private static void move(List<String> order, String label, int index) {
        order.remove(label);
        order.add(index, label);
    }

    private static boolean healthy(String label) {
        String l = label.toLowerCase(Locale.ROOT);
        return l.matches("normal|healthy|negative|control|controls|benign|none|no|(no|non|not)[-_ ].+|non-?covid.*");
    }

    private static boolean covid(String label) {
        String l = label.toLowerCase(Locale.ROOT);
        return !healthy(label) && (l.equals("ncp") || l.contains("covid"));
    }
}
