package org.gantry.app.appendix;

import static j2html.TagCreator.h3;
import static j2html.TagCreator.p;

import j2html.tags.DomContent;
import j2html.tags.specialized.SectionTag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.gantry.app.appendix.RunFound.Published;
import org.gantry.app.report.ConfusionPicture;
import org.gantry.app.report.ReliabilityPicture;
import org.gantry.app.report.RocPicture;
import org.gantry.domain.answer.Prediction;
import org.gantry.domain.answer.Reliability;
import org.gantry.domain.answer.Roc;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.network.card.ModelCard;

/** The one test of each published model: metrics, ROC and calibration plots, confusion counts, and its limits. */
final class TestPart {
    private TestPart() {}

    static SectionTag of(RunFound found) {
        List<DomContent> content = new ArrayList<>();
        if (found.models().isEmpty()) {
            content.add(p("No model was published; a network that is only compared leaves its figures in the table."));
        }
        found.models().forEach(published -> content.addAll(test(found.manifest(), published)));
        return Html.part("Test", content);
    }

    private static List<DomContent> test(DatasetManifest manifest, Published published) {
        ModelCard card = published.card();
        List<DomContent> content = new ArrayList<>();
        content.add(h3("Model " + published.model().model()));
        content.add(Html.rows(
                List.of("metric", "value", "95 % interval"),
                card.metrics().stream()
                        .map(metric -> List.of(metric.name(), metric.valueText(), metric.intervalText()))
                        .toList()));
        content.add(p("On " + published.model().test().count()
                + " scans, once, after the last choice. Intervals: Wilson's of a share, squared and added for a mean of"
                + " shares, Newcombe's of AUROC."));
        content.add(Html.picture(
                ConfusionPicture.of(published.model().test(), manifest.labels(), "Test"), "Confusion counts."));
        content.addAll(curves(manifest, published.predictions()));
        card.limits().forEach(limit -> content.add(p(limit).withClass("limit")));
        return content;
    }

    /** From the predictions topic, so that they say what was answered, not what a trainer counted. */
    private static List<DomContent> curves(DatasetManifest manifest, Map<String, Prediction> predictions) {
        List<Integer> truths = new ArrayList<>();
        List<float[]> answers = new ArrayList<>();
        for (DatasetManifest.Entry entry : manifest.entries()) {
            Prediction prediction = predictions.get(entry.scanId());
            if (prediction != null) {
                truths.add(entry.label());
                answers.add(prediction.probabilities());
            }
        }
        if (answers.isEmpty()) {
            return List.of(p("No prediction of a test scan is on the bus, so there are no ROC and calibration plots."));
        }
        int[] labels = truths.stream().mapToInt(Integer::intValue).toArray();
        float[][] probabilities = answers.toArray(float[][]::new);
        List<DomContent> content = new ArrayList<>();
        Map<String, Roc> curves = new LinkedHashMap<>();
        int classes = manifest.labels().size();
        for (int c = classes == 2 ? 1 : 0; c < classes; c++) {
            int label = c;
            long own = IntStream.of(labels).filter(l -> l == label).count();
            if (own > 0 && own < labels.length) {
                curves.put(manifest.labels().get(c), Roc.of(c, labels, probabilities));
            }
        }
        if (!curves.isEmpty()) {
            content.add(Html.picture(
                    RocPicture.of(curves, "ROC"),
                    "Receiver operating characteristic of the " + labels.length + " predictions of test scans."));
        }
        content.add(Html.picture(
                ReliabilityPicture.of(Reliability.of(labels, probabilities), "Calibration"),
                "Share of right answers against the probability of the predicted class, in 15 bins; those without a scan"
                        + " are left out."));
        return content;
    }
}
