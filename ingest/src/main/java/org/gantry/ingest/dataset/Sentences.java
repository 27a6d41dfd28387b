package org.gantry.ingest.dataset;

import java.util.List;

/** Words of the findings. */
public final class Sentences {
    private static final int SHOWN = 5;

    private Sentences() {}

    /** A count with the words for one or for many. */
    public static String some(int n, String one, String many) {
        return n + " " + (n == 1 ? one : many);
    }

    /** The first few, and how many more there are. */
    public static String list(List<String> names) {
        String first = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
        return names.size() > SHOWN ? first + " and " + (names.size() - SHOWN) + " more" : first;
    }
}
