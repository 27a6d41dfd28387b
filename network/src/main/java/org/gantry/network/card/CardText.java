package org.gantry.network.card;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gantry.domain.answer.Metrics;
import org.gantry.domain.scan.Role;
import org.gantry.network.card.ModelCard.Abstaining;
import org.gantry.network.card.ModelCard.Member;

/** A model card in Markdown. */
final class CardText {
    private final ModelCard card;
    private final StringBuilder text = new StringBuilder();

    CardText(ModelCard card) {
        this.card = card;
    }

    String text() {
        line("# Model card: " + card.provenance().run());
        line("");
        line("**" + ModelCard.NOT_A_DEVICE + "**");
        heading("Intended use");
        line(ModelCard.USE);
        network();
        data();
        test();
        calibration();
        abstaining();
        foreign();
        disagreement();
        heading("Limits");
        card.limits().forEach(limit -> line("- " + limit));
        provenance();
        return text.toString();
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private void heading(String title) {
        line("");
        line("## " + title);
        line("");
    }

    private void row(Object... cells) {
        line("| " + List.of(cells).stream().map(Object::toString).collect(Collectors.joining(" | ")) + " |");
    }

    private void network() {
        heading("Model");
        line("- Network: " + card.architecture());
        line(String.format(
                Locale.ROOT,
                "- Size: %,d parameters (%.2f MiB), %,d multiplications a scan",
                card.parameters(),
                card.mib(),
                card.macs()));
        line("- Input: " + card.input().size()
                + " voxels (depth, height, width) of slices sampled evenly, resized to 5/4 of that and cut to"
                + " their middle, so that a tenth or more at each edge is not seen; lung window "
                + card.input().windowLevel() + "/" + card.input().windowWidth() + " HU, z-scored"
                + (card.input().lungsOnly() ? ", all but the lungs black" : ""));
        line("- Classes: " + String.join(", ", card.labels())
                + (card.labels().size() == 2 ? " (positive: " + card.labels().get(1) + ")" : ""));
        card.fact("training.epoch").ifPresent(epoch -> line("- Weights: of epoch " + epoch + ", chosen by validation"));
        members();
    }

    private void members() {
        if (card.members().isEmpty()) {
            return;
        }
        line("");
        row("member", "digest", "temperature", "its own test: accuracy", "cross-entropy", "calibration error");
        row("---", "---", "---", "---", "---", "---");
        for (Member member : card.members()) {
            Metrics test = member.test();
            row(
                    member.name() + ": " + member.architecture(),
                    "`" + member.digest() + "`",
                    test.calibration().map(c -> three(c.temperature().value())).orElse("1"),
                    three(test.accuracy()),
                    test.calibration().map(c -> three(c.loss())).orElse("-"),
                    test.calibrationError().isPresent()
                            ? three(test.calibrationError().getAsDouble())
                            : "-");
        }
    }

    private void data() {
        heading("Data");
        line("Data set `" + card.provenance().dataset() + "`, digest `"
                + card.provenance().datasetDigest() + "`. Roles are by patient.");
        if (card.scans(Role.TEST).isEmpty()) {
            return;
        }
        line("");
        row("scans", String.join(" | ", card.labels()), "patients");
        row("---", card.labels().stream().map(l -> "---").collect(Collectors.joining(" | ")), "---");
        for (Role role : Role.values()) {
            card.scans(role)
                    .ifPresent(counts -> row(
                            role.title(),
                            IntStream.of(counts).mapToObj(Integer::toString).collect(Collectors.joining(" | ")),
                            card.fact("data.patients." + role).orElse("")));
        }
    }

    private void test() {
        Metrics test = card.test();
        heading("Test");
        line("One test, of " + test.count()
                + " scans, after the last choice. Intervals are of 95 %: Wilson's of a share,"
                + " squared and added for a mean of shares, Newcombe's of AUROC; others have none.");
        line("");
        row("metric", "value", "95 % interval");
        row("---", "---", "---");
        card.metrics().forEach(metric -> row(metric.name(), metric.valueText(), metric.intervalText()));
        line("");
        row("truth", "predicted " + String.join(" | predicted ", card.labels()));
        row("---", card.labels().stream().map(l -> "---").collect(Collectors.joining(" | ")));
        for (int c = 0; c < test.classes(); c++) {
            row(
                    card.labels().get(c),
                    IntStream.of(test.confusion()[c])
                            .mapToObj(Integer::toString)
                            .collect(Collectors.joining(" | ")));
        }
    }

    private void calibration() {
        heading("Calibration");
        Metrics test = card.test();
        if (test.calibration().isEmpty()) {
            line("None: probabilities are the softmax of the network's logits.");
            return;
        }
        if (!card.members().isEmpty()) {
            test.calibration()
                    .ifPresent(c -> line(String.format(
                            Locale.ROOT,
                            "Each member's probabilities are calibrated by its own temperature, fitted on validation;"
                                    + " their mean is taken as it is. On the test: cross-entropy %.3f, expected"
                                    + " calibration error (15 bins) %.3f.",
                            c.loss(),
                            test.calibrationError().orElse(Double.NaN))));
            return;
        }
        test.calibration()
                .ifPresent(c -> line(String.format(
                        Locale.ROOT,
                        "Temperature %.3f, fitted on validation. On the test: cross-entropy %.3f before, %.3f after;"
                                + " expected calibration error (15 bins) %.3f before, %.3f after.",
                        c.temperature().value(),
                        c.lossBefore(),
                        c.loss(),
                        c.errorBefore(),
                        test.calibrationError().orElse(Double.NaN))));
    }

    private void abstaining() {
        if (card.abstaining().isEmpty()) {
            return;
        }
        heading("Abstaining");
        line("What the test's answers come to where those below a probability abstain (`--abstain-below`).");
        line("");
        row("abstain below", "answered", "right of these");
        row("---", "---", "---");
        for (Abstaining a : card.abstaining()) {
            row(
                    a.threshold(),
                    a.answered() + " of " + card.test().count(),
                    a.answered() == 0 ? "-" : three((double) a.right() / a.answered()));
        }
    }

    private void foreign() {
        heading("Foreign inputs");
        card.flagged()
                .ifPresentOrElse(
                        flagged ->
                                line("Answers to inputs unlike the training's are flagged, and abstain. Of the test's "
                                        + card.test().count() + " scans, " + flagged + " would be."),
                        () -> line("Not told from others."));
    }

    private void disagreement() {
        if (card.members().isEmpty()) {
            return;
        }
        heading("Disagreement");
        line("How far the members disagree stands in each answer: the mutual information of answer and member, in nats"
                + " (BALD, Houlsby et al. 2011); 0 where all say the same. On the test:");
        line("");
        row("answers", "figure");
        row("---", "---");
        row("right, mean", fact("test.disagreementRight"));
        row("wrong, mean", fact("test.disagreementWrong"));
        row("a wrong one disagrees more than a right one (AUROC)", fact("test.disagreementAuroc"));
    }

    private String fact(String name) {
        return card.fact(name)
                .map(text -> String.format(Locale.ROOT, "%.4f", Double.valueOf(text)))
                .orElse("-");
    }

    private void provenance() {
        heading("Provenance");
        line("- Run `" + card.provenance().run() + "`, seed "
                + card.provenance().seed());
        line("- Made " + card.provenance().time() + " by " + card.provenance().software());
        line("- As asked: `" + card.provenance().config() + "`");
    }

    private static String three(double figure) {
        return String.format(Locale.ROOT, "%.3f", figure);
    }
}
