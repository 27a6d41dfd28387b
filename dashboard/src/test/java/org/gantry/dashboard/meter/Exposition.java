package org.gantry.dashboard.meter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a scrape says, read strictly by the grammar of Prometheus' text format.
 *
 * @param types type by name of metric
 * @param help what it is, by name of metric
 * @param samples all of them, in order
 */
record Exposition(Map<String, String> types, Map<String, String> help, List<Sample> samples) {
    private static final Pattern COMMENT = Pattern.compile("# (HELP|TYPE) ([a-z_][a-z0-9_]*) (.+)");
    private static final Pattern SAMPLE = Pattern.compile("([a-z_][a-z0-9_]*)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([a-z_][a-z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\",?");

    /** One value of a metric. */
    record Sample(String name, Map<String, String> labels, double value) {}

    static Exposition read(String text) {
        Map<String, String> types = new TreeMap<>();
        Map<String, String> help = new TreeMap<>();
        List<Sample> samples = new ArrayList<>();
        assertThat(text).endsWith("\n");
        text.lines().forEach(line -> {
            Matcher comment = COMMENT.matcher(line);
            if (comment.matches()) {
                Map<String, String> said = comment.group(1).equals("TYPE") ? types : help;
                assertThat(said.put(comment.group(2), comment.group(3)))
                        .as(line)
                        .isNull();
            } else {
                samples.add(sample(line));
            }
        });
        return new Exposition(types, help, samples);
    }

    private static Sample sample(String line) {
        Matcher sample = SAMPLE.matcher(line);
        assertThat(sample.matches()).as(line).isTrue();
        Map<String, String> labels = new TreeMap<>();
        String rest = sample.group(2) == null ? "" : sample.group(2);
        Matcher label = LABEL.matcher(rest);
        int end = 0;
        while (label.find() && label.start() == end) {
            labels.put(label.group(1), label.group(2));
            end = label.end();
        }
        assertThat(end).as(line).isEqualTo(rest.length());
        return new Sample(
                sample.group(1), labels, Double.parseDouble(sample.group(3).replace("+Inf", "Infinity")));
    }

    List<Sample> of(String name) {
        return samples.stream().filter(sample -> sample.name().equals(name)).toList();
    }

    /** A row of a table in Markdown for each metric with a prefix: name, type, labels, what it is. */
    List<String> table(String prefix) {
        return types.keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .map(name ->
                        "| `" + name + "` | " + types.get(name) + " | " + labels(name) + " | " + help.get(name) + " |")
                .toList();
    }

    private String labels(String metric) {
        return samples.stream()
                .filter(sample ->
                        sample.name().replaceFirst("_(bucket|sum|count)$", "").equals(metric))
                .flatMap(sample -> sample.labels().keySet().stream())
                .filter(label -> !label.equals("le"))
                .distinct()
                .map(label -> "`" + label + "`")
                .collect(Collectors.joining(", "));
    }

    /** The one value of a metric with these labels, given as name, value, name, value. */
    double value(String name, String... labels) {
        Map<String, String> wanted = new TreeMap<>();
        for (int i = 0; i < labels.length; i += 2) {
            wanted.put(labels[i], labels[i + 1]);
        }
        List<Sample> found =
                of(name).stream().filter(s -> s.labels().equals(wanted)).toList();
        assertThat(found).as("%s%s", name, wanted).hasSize(1);
        return found.get(0).value();
    }
}
