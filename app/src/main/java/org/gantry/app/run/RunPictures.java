package org.gantry.app.run;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.gantry.app.report.AlphaPicture;
import org.gantry.app.report.CamPicture;
import org.gantry.app.report.ConfusionPicture;
import org.gantry.app.report.Curves;
import org.gantry.app.report.Pictures;
import org.gantry.domain.answer.Cam;
import org.gantry.domain.answer.Prediction;
import org.gantry.domain.run.Draw;
import org.gantry.domain.run.TrainingEvent.EpochCompleted;
import org.gantry.domain.scan.DatasetManifest;

/** The pictures of a run: learning, alpha, confusion counts, and one scan explained. */
final class RunPictures {
    /** The class that metrics call positive. */
    private static final int POSITIVE = 1;

    private final RunResults results;
    private final Originals originals;

    RunPictures(RunResults results, Originals originals) {
        this.results = results;
        this.originals = originals;
    }

    void write(Path folder) {
        String run = results.spec().run();
        List<EpochCompleted> epochs = results.record().retraining().stream()
                .filter(epoch -> epoch.job().equals(results.spec().bestTraining()))
                .toList();
        Pictures.write(
                Curves.learning("Retraining of the best architecture, " + run, epochs), folder.resolve("learning.png"));
        List<Draw> draws = results.record().alphaDraws();
        Pictures.write(Curves.entropy("Search, " + run, draws), folder.resolve("alpha-entropy.png"));
        Pictures.write(
                AlphaPicture.of(draws.get(draws.size() - 1), "softmax(alpha) after the search, " + run),
                folder.resolve("alpha.png"));
        Pictures.write(
                ConfusionPicture.of(results.model().test(), results.manifest().labels(), "Test, " + run),
                folder.resolve("confusion.png"));
        explained().ifPresent(p -> Pictures.write(explain(p), folder.resolve("cam.png")));
    }

    /** The positive test scan that was recognised most surely; the surest answer where none was. */
    private Optional<Prediction> explained() {
        Map<String, Prediction> predictions = results.predictions();
        Comparator<Prediction> surest = Comparator.comparingDouble(p -> p.probabilities()[p.classIndex()]);
        Optional<Prediction> positive = results.manifest().entries().stream()
                .filter(e -> e.label() == POSITIVE)
                .map(DatasetManifest.Entry::scanId)
                .map(predictions::get)
                .filter(p -> p != null && p.classIndex() == POSITIVE)
                .max(surest);
        return positive.or(() -> predictions.values().stream().max(surest));
    }

    private BufferedImage explain(Prediction p) {
        Cam cam = results.cams().get(p.scanId());
        if (cam == null) {
            throw new IllegalStateException("scan " + p.scanId() + " has a prediction but no CAM");
        }
        String title = String.format(
                Locale.ROOT, "%s: %s, probability %.2f", p.scanId(), p.label(), p.probabilities()[p.classIndex()]);
        return new CamPicture(originals.scan(p.scanId()), cam, originals.lesions(p.scanId()), title).draw();
    }
}
