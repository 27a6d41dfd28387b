package org.gantry.deploy.document;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page in Markdown.
 *
 * @param file where it lies
 * @param blocks of code, in order
 * @param links targets, as they are written
 * @param anchors of its headings, as GitHub makes them
 */
record Document(Path file, List<Block> blocks, List<String> links, Set<String> anchors) {
    static final Path HOME =
            Path.of(System.getProperty("basedir", "."), "..").toAbsolutePath().normalize();

    private static final Pattern FENCE = Pattern.compile("( *)```(\\w*) ?(.*)");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("#{1,6} (.*)");

    /** Every page of the repository, by path. */
    static List<Document> all() throws IOException {
        try (Stream<Path> files = Files.walk(HOME)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !HOME.relativize(file).toString().matches("(.*/)?(target|\\.git|shared)/.*"))
                    .sorted()
                    .map(Document::read)
                    .toList();
        }
    }

    static Document read(Path file) {
        Reading reading = new Reading();
        try {
            Files.readAllLines(file).forEach(reading::line);
        } catch (IOException e) {
            throw new IllegalStateException(file + " cannot be read", e);
        }
        return new Document(file, reading.blocks, reading.links, reading.anchors);
    }

    /** Its path from the root of the repository. */
    String name() {
        return HOME.relativize(file).toString();
    }

    /** What has been read of a page. */
    private static final class Reading {
        private final List<Block> blocks = new ArrayList<>();
        private final List<String> links = new ArrayList<>();
        private final Set<String> anchors = new LinkedHashSet<>();
        private final Map<String, Integer> headings = new HashMap<>();
        private final List<String> code = new ArrayList<>();
        private Matcher fence = FENCE.matcher("");
        private boolean inside;
        private int number;
        private int begin;

        void line(String line) {
            number++;
            Matcher mark = FENCE.matcher(line);
            if (mark.matches()) {
                fence(mark);
            } else if (inside) {
                code.add(
                        line.startsWith(fence.group(1))
                                ? line.substring(fence.group(1).length())
                                : line);
            } else {
                prose(line);
            }
        }

        private void fence(Matcher mark) {
            if (inside) {
                blocks.add(new Block(begin, fence.group(2), fence.group(3).strip(), String.join("\n", code) + "\n"));
                code.clear();
            } else {
                fence = mark;
                begin = number;
            }
            inside = !inside;
        }

        private void prose(String line) {
            LINK.matcher(line.replaceAll("`[^`]*`", "``")).results().forEach(link -> links.add(link.group(1)));
            Matcher heading = HEADING.matcher(line);
            if (heading.matches()) {
                String anchor = anchor(heading.group(1));
                int before = headings.merge(anchor, 1, Integer::sum) - 1;
                anchors.add(before == 0 ? anchor : anchor + "-" + before);
            }
        }

        private static String anchor(String heading) {
            return heading.replaceAll("\\[([^]]*)\\]\\([^)]*\\)", "$1")
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N} _-]", "")
                    .strip()
                    .replace(' ', '-');
        }
    }
}
