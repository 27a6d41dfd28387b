package org.gantry.app.appendix;

import static j2html.TagCreator.p;

import j2html.tags.DomContent;
import j2html.tags.specialized.SectionTag;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.gantry.app.appendix.RunFound.Published;
import org.gantry.app.explain.Explanation;
import org.gantry.bus.Bus;
import org.gantry.domain.answer.Prediction;
import org.gantry.domain.scan.DatasetManifest.Entry;

/**
 * Scans explained: of each class the surest right answer, and of all the surest wrong one.
 *
 * @param pictures by what is said of them
 */
record Examples(Map<String, BufferedImage> pictures) {
    /** Of the first model's answers, drawn over the scans as they stand on the bus. */
    static Examples read(Bus bus, RunFound found) throws InterruptedException {
        Map<String, BufferedImage> pictures = new LinkedHashMap<>();
        if (!found.models().isEmpty()) {
            Published published = found.models().get(0);
            List<String> labels = found.manifest().labels();
            for (int c = 0; c < labels.size(); c++) {
                int label = c;
                Optional<Entry> right = surest(found, published, e -> e.label() == label && right(published, e));
                if (right.isPresent()) {
                    pictures.put(
                            "The surest right answer where the truth is " + labels.get(c) + ".",
                            picture(bus, published, right.get()));
                }
            }
            Optional<Entry> wrong = surest(found, published, e -> !right(published, e));
            if (wrong.isPresent()) {
                pictures.put(
                        "The surest wrong answer: the truth is "
                                + labels.get(wrong.get().label()) + ".",
                        picture(bus, published, wrong.get()));
            }
        }
        return new Examples(pictures);
    }

    private static boolean right(Published published, Entry entry) {
        Prediction prediction = published.predictions().get(entry.scanId());
        return prediction != null && prediction.classIndex() == entry.label();
    }

    private static Optional<Entry> surest(RunFound found, Published published, Predicate<Entry> wanted) {
        return found.manifest().entries().stream()
                .filter(e -> published.predictions().containsKey(e.scanId()) && wanted.test(e))
                .max(Comparator.comparingDouble(e -> sureness(published.predictions(), e)));
    }

    private static double sureness(Map<String, Prediction> predictions, Entry entry) {
        return Optional.ofNullable(predictions.get(entry.scanId()))
                .map(p -> p.probabilities()[p.classIndex()])
                .orElse(0f);
    }

    private static BufferedImage picture(Bus bus, Published published, Entry entry) throws InterruptedException {
        return Explanation.find(
                        bus, entry.scanId(), Optional.of(published.model().model()), Optional.empty())
                .picture(bus);
    }

    SectionTag part() {
        List<DomContent> content = new ArrayList<>();
        if (pictures.isEmpty()) {
            content.add(p("No test scan is answered yet."));
        }
        pictures.forEach((said, picture) -> content.add(Html.picture(picture, said)));
        return Html.part("Explanations", content);
    }
}
