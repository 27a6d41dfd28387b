package org.gantry.app.architecture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gantry.domain.run.ArchitectureMeasured;
import org.gantry.domain.run.Cost;
import org.gantry.domain.run.DrawTaken;
import org.gantry.domain.run.Phase;
import org.gantry.domain.run.StepTaken;
import org.jspecify.annotations.Nullable;

/** The architecture log's records as a table for people and as named figures for files and programs. */
public final class Records {
    private Records() {}

    /** A table with a line for each architecture under a header. */
    public static List<String> table(List<ArchitectureMeasured> architectures) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                "%-24s %5s %9s %12s %14s %9s  %s",
                "search", "epoch", "accuracy", "parameters", "macs", "ms", "genotype"));
        architectures.forEach(a -> lines.add(String.format(
                Locale.ROOT,
                "%-24s %5d %9.3f %,12d %,14d %9s  %s",
                a.job(),
                a.epoch(),
                a.performance(),
                a.parameters(),
                a.macs(),
                Cost.LATENCY.known(a) ? String.format(Locale.ROOT, "%.2f", a.latency()) : "-",
                a.genotype())));
        return lines;
    }

    /** A measured architecture; without latency where nobody timed it. */
    public static Map<String, @Nullable Object> figures(ArchitectureMeasured a) {
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        figures.put("search", a.job());
        figures.put("epoch", a.epoch());
        figures.put("genotype", a.genotype().toString());
        figures.put("performance", a.performance());
        figures.put("loss", a.loss());
        figures.put("parameters", a.parameters());
        figures.put("macs", a.macs());
        figures.put("latency", Cost.LATENCY.known(a) ? a.latency() : null);
        return figures;
    }

    /**
     * A draw with what its step gave; without that where nobody took it. The gradient is alpha's gates' or the
     * weights'.
     */
    public static Map<String, @Nullable Object> figures(DrawTaken d) {
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        figures.put("search", d.draw().job());
        figures.put("epoch", d.draw().epoch());
        figures.put("step", d.draw().step());
        figures.put("phase", d.draw().phase().name());
        figures.put("draw", d.draw().index());
        figures.put("genotype", d.draw().genotype().toString());
        figures.put("entropy", d.draw().alpha().isEmpty() ? null : d.draw().entropy());
        figures.put("loss", d.step().map(StepTaken::loss).orElse(null));
        figures.put("accuracy", d.step().map(StepTaken::accuracy).orElse(null));
        figures.put(
                "gradientNorm",
                d.step()
                        .filter(s -> s.phase() != Phase.ALPHA || s.gates().length > 0)
                        .map(StepTaken::pull)
                        .orElse(null));
        return figures;
    }
}
