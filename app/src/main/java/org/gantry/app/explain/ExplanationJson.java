package org.gantry.app.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gantry.domain.answer.Cam;
import org.gantry.web.Kind;
import org.gantry.web.Shape;

/** An explanation as the HTTP API writes it. */
final class ExplanationJson {
    static final Kind<Explanation> KIND = Shape.<Explanation>named("Explanation", "An answer's CAM in figures.")
            .with("scan", Kind.TEXT, e -> e.prediction().scanId())
            .with("model", Kind.TEXT, e -> e.prediction().model())
            .with("modelDigest", Kind.TEXT, e -> e.prediction().modelDigest())
            .with("label", Kind.TEXT, e -> e.cam().label())
            .with("labels", Kind.TEXTS, e -> e.cam().labels())
            .with("method", Kind.TEXT, e -> e.cam().cells().method().toString())
            .with("cells", Kind.TEXT, e -> e.cam().cells().grid().cells().toString())
            .with("low", Kind.NUMBER, e -> e.cam().map().range()[0])
            .with("high", Kind.NUMBER, e -> e.cam().map().range()[1])
            .with("slices", Kind.list(Kind.WHOLE), e -> slices(e.cam()))
            .with("sliceScores", Kind.list(Kind.NUMBER), e -> scores(e.cam()))
            .kind();

    private ExplanationJson() {}

    private static List<Number> slices(Cam cam) {
        return Arrays.stream(cam.slices()).<Number>mapToObj(slice -> slice).toList();
    }

    private static List<Number> scores(Cam cam) {
        List<Number> scores = new ArrayList<>();
        for (float score : cam.sliceScores()) {
            scores.add(score);
        }
        return scores;
    }
}
