package org.gantry.app.appendix;

import static j2html.TagCreator.p;

import j2html.tags.DomContent;
import j2html.tags.specialized.SectionTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gantry.app.architecture.Blueprint;
import org.gantry.app.report.AlphaPicture;
import org.gantry.app.report.ArchitecturePicture;
import org.gantry.app.report.Curves;
import org.gantry.app.report.ParetoPicture;
import org.gantry.app.run.Leaderboard;
import org.gantry.app.run.Warnings;
import org.gantry.domain.network.CovidNet3d;
import org.gantry.domain.run.Cost;
import org.gantry.domain.run.Draw;
import org.gantry.domain.run.ParetoFront;
import org.gantry.domain.run.RunSpec;
import org.gantry.domain.run.SearchSettings;

/** The search: its curves, softmax(alpha), what it measured, and the architecture that it led to. */
final class SearchPart {
    private static final int SHOWN = 20;

    private SearchPart() {}

    static Optional<SectionTag> of(RunFound found) {
        return found.spec().map(spec -> Html.part("Search", content(found, spec)));
    }

    private static List<DomContent> content(RunFound found, RunSpec spec) {
        List<DomContent> content = new ArrayList<>();
        content.add(p(settings(spec)));
        found.record().warnings().forEach(w -> content.add(p(Warnings.line(w)).withClass("warning")));
        content.add(Html.picture(
                Curves.search("Search, " + found.run(), found.record().steps()),
                "Mean loss of the weights' steps on D_T, and accuracy of the architecture measured on D_V with the"
                        + " shared weights, by epoch."));
        List<Draw> draws = found.record().alphaDraws();
        if (!draws.isEmpty()) {
            content.add(Html.picture(
                    Curves.entropy("Search, " + found.run(), draws),
                    "Mean entropy of softmax(alpha) over the 21 blocks; ln 8 = 2.079 nats is undecided."));
            content.add(Html.picture(
                    AlphaPicture.of(draws.get(draws.size() - 1), "softmax(alpha) after the search"),
                    "softmax(alpha) of each block over its 8 candidate operations at the last step of alpha."));
        }
        if (!found.architectures().isEmpty()) {
            content.add(Html.picture(
                    ParetoPicture.of(ParetoFront.of(Cost.PARAMETERS, found.architectures()), "What was measured"),
                    "Accuracy on D_V with the shared weights against size; the line joins those that no other"
                            + " dominates."));
            content.addAll(leaderboard(found, spec));
        }
        return content;
    }

    private static String settings(RunSpec spec) {
        SearchSettings search = spec.search();
        return "Mode " + search.mode() + ", seed " + spec.seed() + ", widths " + spec.widths() + ", strides "
                + spec.strides() + "; " + search.epochs() + " epochs of batches of " + search.batch()
                + " on volumes of "
                + spec.searchInput().size() + "; alpha by Adam at " + search.alphaRate() + ", temperature from "
                + search.tauStart() + " to " + search.tauEnd() + ".";
    }

    private static List<DomContent> leaderboard(RunFound found, RunSpec spec) {
        List<Leaderboard.Line> lines = Leaderboard.lines(found.record(), found.architectures());
        List<List<String>> rows = new ArrayList<>();
        for (Leaderboard.Line line : lines.subList(0, Math.min(SHOWN, lines.size()))) {
            rows.add(List.of(
                    line.genotype().toString(),
                    line.trained().map(Html::three).orElse("-"),
                    Html.three(line.performance()),
                    Html.whole(line.parameters()),
                    Html.whole(line.macs())));
        }
        int classes = found.manifest().labels().size();
        Blueprint best = Blueprint.of(
                new CovidNet3d(spec.macro(classes), lines.get(0).genotype()),
                spec.evaluationInput().size());
        return List.of(
                p("Leaderboard, the best of " + lines.size()
                        + " different architectures: accuracy on D_V after a short training from scratch, and with the"
                        + " search's shared weights."),
                Html.rows(List.of("genotype", "from scratch", "shared weights", "parameters", "MACs a volume"), rows),
                Html.picture(
                        new ArchitecturePicture(best, "The first of them", List.of()).draw(),
                        "Block by block, as the paper's Figure 1."));
    }
}
