package org.gantry.app.document;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.gantry.bus.Party;
import org.gantry.bus.Topic;
import org.gantry.bus.Topics;

/** docs/bus.svg: a line for each topic, a lane for each role, a dot where one writes, a ring where one reads. */
final class BusPicture {
    private static final int LEFT = 170;
    private static final int TOP = 70;
    private static final int LANE = 92;
    private static final int LINE = 30;

    /** Light and dark as the reader's browser is; both inks were chosen to be told apart by everybody. */
    private static final String STYLE = """
            <style>
            text { font: 13px system-ui, sans-serif; fill: #1f2328 }
            .lane { stroke: #d1d9e0 }
            .topic { stroke: #818b98; stroke-width: 1.5 }
            .writes { fill: #0550ae }
            .reads { fill: #ffffff; stroke: #bc4c00; stroke-width: 2.5 }
            @media (prefers-color-scheme: dark) {
              text { fill: #f0f6fc }
              .lane { stroke: #3d444d }
              .topic { stroke: #9198a1 }
              .writes { fill: #79c0ff }
              .reads { fill: #0d1117; stroke: #f0883e }
            }
            </style>
            """;

    private static final List<Party> LANES = Arrays.stream(Party.values())
            .filter(party -> Topics.ALL.stream().anyMatch(topic -> party.writes(topic) || party.reads(topic)))
            .sorted(Comparator.comparing(party -> party != Party.SENDER)) // a scan comes from him first
            .toList();

    private BusPicture() {}

    static String svg() {
        int width = LEFT + LANES.size() * LANE;
        int height = TOP + Topics.ALL.size() * LINE + LINE;
        StringBuilder svg = new StringBuilder(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Who writes and who reads each topic\">\n"
                        .formatted(width, height));
        svg.append(STYLE);
        svg.append(text(8, 22, "start", "● writes")).append(text(8, 42, "start", "○ reads"));
        for (Party party : LANES) {
            int x = x(party);
            svg.append(line("lane", x, TOP - 20, x, height - LINE / 2))
                    .append(text(x, TOP - 30, "middle", TopicsPage.name(party)));
        }
        Topics.ALL.forEach(topic -> svg.append(row(topic)));
        return svg.append("</svg>\n").toString();
    }

    private static String row(Topic<?> topic) {
        int y = TOP + Topics.ALL.indexOf(topic) * LINE;
        int[] touched = LANES.stream()
                .filter(party -> party.writes(topic) || party.reads(topic))
                .mapToInt(BusPicture::x)
                .toArray();
        return text(8, y + 5, "start", topic.name())
                + line("topic", touched[0], y, touched[touched.length - 1], y)
                + circles("reads", 9, y, party -> party.reads(topic))
                + circles("writes", 5, y, party -> party.writes(topic));
    }

    private static String circles(String kind, int radius, int y, Predicate<Party> which) {
        StringBuilder circles = new StringBuilder();
        LANES.stream()
                .filter(which)
                .forEach(party -> circles.append(
                        "<circle class=\"%s\" cx=\"%d\" cy=\"%d\" r=\"%d\"/>\n".formatted(kind, x(party), y, radius)));
        return circles.toString();
    }

    private static int x(Party party) {
        return LEFT + LANES.indexOf(party) * LANE + LANE / 2;
    }

    private static String line(String kind, int x1, int y1, int x2, int y2) {
        return "<line class=\"%s\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>\n".formatted(kind, x1, y1, x2, y2);
    }

    private static String text(int x, int y, String anchor, String text) {
        return "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>\n".formatted(x, y, anchor, text);
    }
}
