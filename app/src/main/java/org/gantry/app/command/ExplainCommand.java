package org.gantry.app.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gantry.app.Folders;
import org.gantry.app.explain.Explanation;
import org.gantry.app.report.Pictures;
import org.gantry.bus.Bus;
import org.gantry.domain.answer.Prediction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gantry explain}: why a scan was answered as it was, in lines and a picture. */
@Command(
        name = "explain",
        description = "Says why a scan was answered as it was: probabilities, the slices that spoke most, the model.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  gantry explain scan-7 --out scan-7.png --bootstrap-servers 127.0.0.1:9092"})
public final class ExplainCommand extends ReadingCommand {
    private static final int LOUDEST = 5;

    @Parameters(paramLabel = "SCAN", description = "Id of a scan that was answered.")
    @SuppressWarnings("NullAway.Init") // picocli sets it, as it is required
    private String scan;

    @Option(names = "--out", paramLabel = "FILE", description = "A picture of slices, map and both together.")
    private @Nullable Path out;

    @Option(names = "--class", paramLabel = "LABEL", description = "Class to explain. Default: the predicted one")
    private @Nullable String label;

    @Option(names = "--model", paramLabel = "NAME", description = "Whose answer. Default: the last one's")
    private @Nullable String model;

    @Override
    void prepare() {
        if (out != null) {
            Folders.writableFile(out, "--out");
        }
    }

    @Override
    void read(Bus bus, Output output) throws Exception {
        Explanation explanation = Explanation.find(bus, scan, Optional.ofNullable(model), Optional.ofNullable(label));
        lines(explanation).forEach(output::say);
        Map<String, Object> figures = PredictionText.figures(explanation.prediction());
        figures.put("explained", explanation.cam().label());
        figures.put("method", explanation.cam().cells().method().toString());
        figures.put("loudestSlices", loudest(explanation));
        if (out != null) {
            Pictures.write(explanation.picture(bus), out);
            output.say("picture     " + out);
            figures.put("picture", out.toString());
        }
        output.result(figures);
    }

    private static List<String> lines(Explanation explanation) {
        Prediction p = explanation.prediction();
        List<String> lines = new ArrayList<>();
        lines.add("answer      " + explanation.title() + PredictionText.reliance(p));
        for (int c = 0; c < p.labels().size(); c++) {
            lines.add(String.format(
                    Locale.ROOT,
                    "            %5.1f %%  %s",
                    100 * p.probabilities()[c],
                    p.labels().get(c)));
        }
        lines.add("explained   " + explanation.cam().label() + " by "
                + explanation.cam().cells().method() + ", "
                + explanation.cam().cells().grid().cells() + " cells");
        String loudest = loudest(explanation).stream()
                .map(slice -> Integer.toString(slice + 1))
                .collect(Collectors.joining(", "));
        lines.add("slices      " + (loudest.isEmpty() ? "none spoke for it" : "most for it: " + loudest) + " of "
                + explanation.scan().slices() + ", feet to head");
        lines.add("model       " + p.model() + ", trained on " + p.provenance().dataset() + " ("
                + p.provenance().time() + ")");
        return lines;
    }

    /** Slices of the scan that spoke most for the class, the loudest first, from 0; none where the map is empty. */
    private static List<Integer> loudest(Explanation explanation) {
        float[] scores = explanation.cam().sliceScores();
        int[] slices = explanation.cam().slices();
        return IntStream.range(0, scores.length)
                .filter(i -> scores[i] != 0)
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> -scores[i]))
                .map(i -> slices[i])
                .distinct()
                .limit(LOUDEST)
                .toList();
    }
}
